import { expect, test } from 'vitest';
import { queryOf } from '../session.fixture.ts';
import { Measures } from './measures.ts';

test('answers are added up, those about items new to the session by themselves as well', () => {
  const measures = new Measures();
  for (const item of ['a', 'b', 'c', 'd']) {
    measures.clicked({ sessionId: 's', userId: 's', itemId: item, at: 0 });
  }
  const items = ['a', 'b', 'c'];
  measures.answered({ query: queryOf('a b', 's'), target: 'a', items, tookMs: 4 });
  measures.answered({ query: queryOf('a b', 's'), target: 'c', items, tookMs: 2 });
  measures.answered({ query: queryOf('a', 't'), target: 'd', items, tookMs: 8 });
  const { hitRate, newHitRate, ...scores } = measures.scores();
  expect(hitRate.value).toBeCloseTo(2 / 3);
  // Mean 2/3; s: 2 − 2·⅔ = ⅔, t: −⅔; √(2 · 8/9) / 3 = 4/9.
  expect(hitRate.error).toBeCloseTo(4 / 9);
  expect([newHitRate.value, scores.newQueries]).toEqual([1 / 2, 2]);
  expect(scores.reciprocalRank.value).toBeCloseTo((1 + 1 / 3) / 3);
  expect(scores.discountedGain.value).toBeCloseTo((1 + 1 / 2) / 3);
  expect(measures.hitRateOver(measures)).toEqual({ value: 0, error: 0 });
  expect(scores).toMatchObject({
    queries: 3,
    coverage: 3 / 4,
    popularity: 1,
    latencyMs: { p50: 4, p90: 8, p99: 8 },
  });
});
