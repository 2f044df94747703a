import { expect, it } from 'vitest';
import { changeOf, periodOf, RANGES } from './ranges.ts';

it('is one address for a minute', () => {
  const day = RANGES[0]!;
  expect(periodOf(day, 60_001)).toEqual(periodOf(day, 119_999));
  expect(periodOf(day, 120_001).to - periodOf(day, 120_000).to).toBe(60_000);
});

it.for([
  [15, 10, 0.5],
  [5, 10, -0.5],
  [5, 0, null],
  [5, null, null],
] as const)('%s after %s is a change of %s', ([now, before, change]) => {
  expect(changeOf(now, before)).toBe(change);
});
