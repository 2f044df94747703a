import { Registry } from '@freshet/runtime';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createProcessorMetrics } from './metrics.ts';
import { StateWriter } from './state-writer.ts';

const INTERVAL_MS = 1_000;

/** Inputs of this age come in steadily for some time, and then no more; when they were written. */
async function writesOf(ageMs: number, untilMs: number): Promise<number[]> {
  vi.useFakeTimers({ now: 1_000_000 });
  onTestFinished(() => void vi.useRealTimers());
  const startedAt = Date.now();
  const writes: number[] = [];
  const state = {
    changedCount: 1,
    lastReceivedAt: 0,
    isCurrent: () => Promise.resolve(true),
    reset: () => undefined,
    snapshots: () => [],
    takeReceivedAt: () => [],
    write() {
      writes.push(Date.now() - startedAt);
      return Promise.resolve(true);
    },
  };
  const options = {
    processor: { group: 'items', flushIntervalMs: INTERVAL_MS, flushKeysMax: 100 },
    state,
    log: { publisher: undefined as never },
    metrics: createProcessorMetrics(new Registry()),
    clock: Date.now,
  };
  const writer = new StateWriter(options, () => void writer.write());
  for (let at = 0; at < untilMs; at += 100) {
    state.lastReceivedAt = Date.now() - ageMs;
    await writer.writeWhenDue();
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(60_000);
  return writes;
}

it('writes what is fresh at once, then once per interval', async () => {
  expect(await writesOf(20, 2_500)).toEqual([0, 1_000, 2_000, 3_000]);
});

it('lets what is old wait as long again, up to five intervals', async () => {
  expect(await writesOf(2_000, 4_500)).toEqual([0, 2_000, 4_000, 5_000]);
  expect(await writesOf(3_600_000, 7_500)).toEqual([0, 5_000, 7_600]);
});
