import { expect, test } from 'vitest';
import { discountedGain, hit, rankOf, reciprocalRank } from './rank.ts';

test('the top is rank 1, and what is not in the list 0', () => {
  expect([rankOf('a', ['a', 'b']), rankOf('b', ['a', 'b']), rankOf('c', ['a', 'b'])]).toEqual([
    1, 2, 0,
  ]);
});

test.for([
  { rank: 0, worth: [0, 0, 0] },
  { rank: 1, worth: [1, 1, 1] },
  // 1/log2(3 + 1)
  { rank: 3, worth: [1, 1 / 3, 0.5] },
  // 1/log2(7 + 1)
  { rank: 7, worth: [1, 1 / 7, 1 / 3] },
])('rank $rank is worth $worth as hit, reciprocal rank and discounted gain', ({ rank, worth }) => {
  expect([hit(rank), reciprocalRank(rank), discountedGain(rank)]).toEqual(worth);
});
