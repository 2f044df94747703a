import { expect, test } from 'vitest';
import { HOLD_MS, isRetried, pauseMs, RETRY_AFTER_MS_MAX, UNANSWERED_MAX } from './retry.ts';

test.for([0, 401, 403, 408, 425, 429, 500, 502, 503, 599])('%i is sent again', (status) => {
  expect(isRetried(status)).toBe(true);
});

test.for([200, 202, 400, 404, 409, 410, 413, 415, 422])('%i is not', (status) => {
  expect(isRetried(status)).toBe(false);
});

test.for([
  { tries: 1, from: 1_000 },
  { tries: 2, from: 2_000 },
  { tries: 5, from: 16_000 },
  { tries: 40, from: 60_000 },
])('try $tries in vain waits for $from ms and up to as much again', ({ tries, from }) => {
  const pauses = Array.from({ length: 100 }, () => pauseMs(503, tries));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(from);
  expect(Math.max(...pauses)).toBeLessThan(2 * from);
  expect(new Set(pauses).size).toBeGreaterThan(1);
});

test('the intake says how long, within an hour', () => {
  expect(pauseMs(429, 1, '7')).toBe(7_000);
  expect(pauseMs(503, 1, '999999')).toBe(RETRY_AFTER_MS_MAX);
});

test.for(['Wed, 21 Oct 2026 07:28:00 GMT', '', null])('%o says nothing', (retryAfter) => {
  expect(pauseMs(503, 1, retryAfter)).toBeLessThan(2_000);
});

test('a wrong key, and no answer time after time, wait for somebody', () => {
  expect([pauseMs(401, 1), pauseMs(403, 1), pauseMs(0, UNANSWERED_MAX)]).toEqual([
    HOLD_MS,
    HOLD_MS,
    HOLD_MS,
  ]);
  expect(pauseMs(0, UNANSWERED_MAX - 1)).toBeLessThan(HOLD_MS);
});
