import { expect, test } from 'vitest';
import { COLUMN, WIDTH } from './features.ts';
import { bucketOf, START_WEIGHTS, writeScores } from './weights.ts';

test('a score is the weighted sum of a row', () => {
  const rows = new Float64Array(3 * WIDTH);
  rows[WIDTH + COLUMN.covisit] = 2;
  rows[WIDTH + COLUMN.isLast] = 1;
  rows[2 * WIDTH + COLUMN.popLong] = 10;
  const scores = new Float64Array(2);
  writeScores(scores, rows, START_WEIGHTS, { from: 1, to: 3 });
  expect([...scores]).toEqual([0.4 * 2 + 0.1, 0.05 * 10]);
});

test.for([
  [0, 0],
  [1, 0],
  [2, 1],
  [3, 2],
  [4, 2],
  [5, 3],
  [20, 3],
])('a session of %i events belongs to bucket %i', ([events, bucket]) => {
  expect(bucketOf(events!)).toBe(bucket);
});
