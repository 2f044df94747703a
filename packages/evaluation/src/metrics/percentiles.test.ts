import { expect, test } from 'vitest';
import { percentile } from './percentiles.ts';

test.for([
  { share: 0, is: 1 },
  { share: 0.5, is: 2 },
  { share: 0.51, is: 3 },
  { share: 0.75, is: 3 },
  { share: 0.99, is: 40 },
  { share: 1, is: 40 },
])('$share of 40, 1, 3, 2 do not exceed $is', ({ share, is }) => {
  expect(percentile([40, 1, 3, 2], share)).toBe(is);
});

test('nothing has no percentiles', () => {
  expect(percentile([], 0.5)).toBeNaN();
});
