import { expect, test } from 'vitest';
import { gini } from './gini.ts';

test('is 0 where all have the same, and 1 less one part where one has all', () => {
  expect(gini([3, 3, 3])).toBeCloseTo(0, 12);
  expect(gini([0, 0, 0, 8])).toBeCloseTo(3 / 4, 12);
  expect(gini([0, 0])).toBe(0);
});

test('a worked example: 1, 2 and 3 of 6', () => {
  // 2·(1·1 + 2·2 + 3·3)/(3·6) − 4/3
  expect(gini([2, 3, 1])).toBeCloseTo(2 / 9, 12);
});
