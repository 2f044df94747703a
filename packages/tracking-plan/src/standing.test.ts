import { expect, test } from 'vitest';
import { type Arrivals, standingOf } from './standing.ts';

const NOW = 1_000_000_000;
const MINUTE_MS = 60_000;
const ago = (minutes: number, longestGapMs: number | null): Arrivals => {
  return { lastAt: NOW - minutes * MINUTE_MS, longestGapMs };
};

test.for<[string, number | undefined, Arrivals | undefined, string]>([
  ['of which none came', undefined, undefined, 'never'],
  ['that came in time', 60, ago(59, null), 'arriving'],
  ['that did not', 60, ago(61, null), 'silent'],
  ['that nobody waits for, once', undefined, ago(100_000, null), 'arriving'],
  ['that pauses as it often does', undefined, ago(100, 60 * MINUTE_MS), 'arriving'],
  ['that pauses as it never does', undefined, ago(121, 60 * MINUTE_MS), 'late'],
  ['that comes every second, after some', undefined, ago(4, 1_000), 'arriving'],
  ['that comes every second, after minutes', undefined, ago(6, 1_000), 'late'],
])('a type %s', ([, everyMinutes, arrivals, standing]) => {
  expect(standingOf(everyMinutes === undefined ? {} : { everyMinutes }, arrivals, NOW)).toBe(
    standing,
  );
});
