import { describe, expect, it } from 'vitest';
import { type StepsQuery, stepsOf } from './steps.ts';

const NOW = Date.parse('2026-11-22T10:30:07Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const steps = (ageMs: number, query: Partial<StepsQuery> = {}) =>
  stepsOf({ from: NOW - ageMs, to: NOW, stepS: undefined, timeZone: 'UTC', ...query }, NOW);

describe('the steps of a history', () => {
  it.for([
    [HOUR, 60],
    [6 * HOUR, 300],
    [DAY, 900],
    [7 * DAY, 3_600 * 24],
    [30 * DAY, 86_400],
  ])('suit the time: of the last %i ms steps of %i s', ([ageMs, stepS]) => {
    expect(steps(ageMs!).stepS).toBe(stepS);
  });

  it('are as fine as asked for, where that is kept and not too many', () => {
    expect(steps(HOUR, { stepS: 10 }).edges).toHaveLength(362);
    expect(steps(HOUR, { stepS: 10 }).stepS).toBe(10);
    expect(steps(7 * HOUR, { stepS: 10 }).stepS).toBe(60);
    expect(steps(3 * DAY, { stepS: 60 }).stepS).toBe(900);
    expect(steps(13 * DAY, { stepS: 900 }).stepS).toBe(900);
    expect(steps(30 * DAY, { stepS: 900 }).stepS).toBe(86_400);
    expect(steps(5_000 * DAY).stepS).toBe(86_400);
  });

  it('begin and end on whole steps around the time', () => {
    const { edges } = steps(HOUR);
    expect(new Date(edges[0]!).toISOString()).toBe('2026-11-22T09:30:00.000Z');
    expect(new Date(edges.at(-1)!).toISOString()).toBe('2026-11-22T10:31:00.000Z');
  });

  it('are days of the time zone while these can be told apart, then of UTC', () => {
    const timeZone = 'Europe/Berlin';
    const near = steps(5 * DAY, { stepS: 86_400, timeZone });
    expect([near.timeZone, near.finest.stepS]).toEqual([timeZone, 900]);
    expect(new Date(near.edges[0]!).toISOString()).toBe('2026-11-16T23:00:00.000Z');
    expect(steps(40 * DAY, { stepS: 86_400, timeZone })).toMatchObject({ timeZone: 'UTC' });
  });
});
