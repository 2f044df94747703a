import { expect, it } from 'vitest';
import { backoffMs, retryAfterMs } from './retry-delay.ts';

it('waits anything up to a bound that doubles and then stays', () => {
  const longest = [1, 2, 3, 8, 100, 5000].map((failures) => backoffMs(failures, () => 1));
  expect(longest).toEqual([500, 1000, 2000, 60_000, 60_000, 60_000]);
  expect(backoffMs(3, () => 0)).toBe(0);
});

const now = Date.UTC(2026, 10, 21, 7);

it.for([
  ['7', 7_000],
  ['0', 0],
  ['Sat, 21 Nov 2026 07:00:30 GMT', 30_000],
  ['Sat, 21 Nov 2026 06:00:00 GMT', 0],
  ['99999999999999999999', 3_600_000],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
] as const)('reads Retry-After: %s', ([header, expected]) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
