import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QueryScores } from './query-scores.ts';

test('scores of an item add up, the best come first and ties in the order of their numbers', () => {
  const scores = new QueryScores();
  for (const [item, score] of [
    [7, 1],
    [2, 2],
    [5_000, 2],
    [7, 2],
    [9, 0],
  ] as const) {
    scores.add(item, score);
  }
  expect(scores.best(10)).toEqual([7, 2, 5_000, 9]);
  expect(scores.best(2)).toEqual([7, 2]);
  scores.clear();
  scores.add(2, 1);
  expect(scores.best(2)).toEqual([2]);
});

test('the best are the head of the whole order', () => {
  const entries = fc.array(fc.tuple(fc.nat(40), fc.nat(5)));
  fc.assert(
    fc.property(entries, fc.nat(10), (given, n) => {
      const scores = new QueryScores();
      const sums = new Map<number, number>();
      for (const [item, score] of given) {
        scores.add(item, score);
        sums.set(item, (sums.get(item) ?? 0) + score);
      }
      const sorted = [...sums].toSorted(([a, x], [b, y]) => y - x || a - b);
      expect(scores.best(n)).toEqual(sorted.slice(0, n).map(([item]) => item));
    }),
  );
});
