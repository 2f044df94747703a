import { expect, test } from 'vitest';
import { bucketOf } from './weights.ts';

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
