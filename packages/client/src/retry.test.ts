import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FreshetProblem } from './problem.ts';
import { untilAnswered, waitMs } from './retry.ts';

const unwell = (status: number, retryAfterMs?: number) =>
  new FreshetProblem(status, { code: 'UNWELL', message: 'Unwell.' }, { retryAfterMs });

it.for([
  { failures: 1, random: 0, ms: 0 },
  { failures: 1, random: 1, ms: 500 },
  { failures: 4, random: 1, ms: 4_000 },
  { failures: 4, random: 0.5, ms: 2_000 },
  { failures: 2_000, random: 1, ms: 30_000 },
])('waits $ms ms behind $failures failures and a draw of $random', ({ failures, random, ms }) => {
  expect(waitMs(failures, {}, () => random)).toBe(ms);
});

it('never comes back before it is asked to', () => {
  expect(waitMs(1, { retryAfterMs: 7_000 }, () => 0)).toBe(7_000);
  expect(waitMs(9, { retryAfterMs: 7_000 }, () => 1)).toBe(7_500);
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.for([0, 408, 429, 500, 502, 503, 504])('asks again after %i', async (status) => {
  const call = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(unwell(status))
    .mockResolvedValue('well');
  const answer = untilAnswered(call, {});
  await vi.runAllTimersAsync();
  expect(await answer).toBe('well');
  expect(call).toHaveBeenCalledTimes(2);
});

it.for([400, 401, 403, 404, 413, 415, 431])('does not ask again after %i', async (status) => {
  const call = vi.fn<() => Promise<string>>().mockRejectedValue(unwell(status));
  await expect(untilAnswered(call, {})).rejects.toMatchObject({ status });
  expect(call).toHaveBeenCalledTimes(1);
});

it('gives up after so many attempts', async () => {
  const call = vi.fn<() => Promise<string>>().mockRejectedValue(unwell(503));
  const failed = untilAnswered(call, { attemptsMax: 3 }).catch((error: Error) => error.message);
  await vi.runAllTimersAsync();
  expect(await failed).toBe('Unwell.');
  expect(call).toHaveBeenCalledTimes(3);
});

it('ends a wait at once when told to', async () => {
  const ending = new AbortController();
  const call = vi.fn<() => Promise<string>>().mockRejectedValue(unwell(503, 3_600_000));
  const { signal } = ending;
  const failed = untilAnswered(call, { signal }).catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(10);
  ending.abort();
  expect(await failed).toBe('Unwell.');
  expect(vi.getTimerCount()).toBe(0);
});
