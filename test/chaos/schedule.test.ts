import { expect, it } from 'vitest';
import { distributedFaults, embeddedFaults } from './faults/faults.ts';
import { Random } from './random.ts';
import { drawSchedule, formatSchedule } from './schedule.ts';

const pacing = { durationMs: 120_000, loadMs: 108_000, everyMs: 6_000 };
const parts = [
  'AOF',
  'replica',
  'SIGKILL of the leader',
  'segment cut off',
  'SIGSTOP of all brokers',
  'torn',
  'SIGSTOP of worker',
  'SIGKILL of worker-3 at',
  'SIGSTOP of worker-3 at',
  'ingest',
  'api',
  'clock',
];
const scheduleOf = (seed: number) => drawSchedule(distributedFaults, new Random(seed), pacing);

it('repeats the schedule of a seed, and another seed has another', () => {
  expect(formatSchedule(scheduleOf(7))).toBe(formatSchedule(scheduleOf(7)));
  expect(formatSchedule(scheduleOf(8))).not.toBe(formatSchedule(scheduleOf(7)));
});

it('has faults at rising times within the duration, every kind among them', () => {
  for (let seed = 0; seed < 50; seed++) {
    const schedule = scheduleOf(seed);
    const times = schedule.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(0);
    expect(times.at(-1)).toBeLessThanOrEqual(pacing.durationMs);
    expect(schedule).toHaveLength(20);
    const text = formatSchedule(schedule);
    for (const part of parts) {
      expect(text).toContain(part);
    }
  }
});

it('has faults that need events only while events come in', () => {
  for (let seed = 0; seed < 50; seed++) {
    const late = scheduleOf(seed).filter(({ atMs }) => atMs >= pacing.loadMs);
    expect(late.filter(({ needsLoad }) => needsLoad)).toEqual([]);
    expect(late.length).toBeGreaterThan(0);
  }
});

it('kills the embedded form in nearly every slot', () => {
  const text = formatSchedule(drawSchedule(embeddedFaults, new Random(1), pacing));
  expect(text.match(/SIGKILL of freshet/g)).toHaveLength(15);
});
