import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BestFirst, bestFirst } from './best-first.ts';

function all(order: BestFirst): number[] {
  const positions: number[] = [];
  for (let at = order.next(); at >= 0; at = order.next()) positions.push(at);
  return positions;
}

test('gives positions by falling score', () => {
  expect(all(bestFirst([0.1, 0.9, -1, 0.5], 2))).toEqual([1, 3, 0, 2]);
});

test('gives −1 once all were taken', () => {
  expect(bestFirst([], 2).next()).toBe(-1);
});

test('puts what never counted last', () => {
  expect(all(bestFirst([Number.NEGATIVE_INFINITY, -5, Number.NEGATIVE_INFINITY], 1))).toEqual([
    1, 0, 2,
  ]);
});

test('is a stable sort, done step by step', () => {
  // Few distinct scores, so that ties are the rule.
  const score = fc.integer({ min: -3, max: 3 });
  fc.assert(
    fc.property(fc.array(score), fc.nat({ max: 12 }), (scores, likely) => {
      const sorted = scores.map((_, i) => i).toSorted((a, b) => scores[b]! - scores[a]! || a - b);
      expect(all(bestFirst(scores, likely))).toEqual(sorted);
    }),
  );
});
