import { emptyRanker, FEATURES_VERSION, START_RANKER } from '@freshet/recommend';
import { packLearned } from '@freshet/store';
import { expect, test } from 'vitest';
import { SiteWeights } from './site-weights.ts';

function record(version = FEATURES_VERSION) {
  const state = emptyRanker();
  state.buckets[1]!.served[0] = 7;
  state.buckets[1]!.weights[0] = 8;
  return { site: 'default', at: 5, frozen: false, ...packLearned(state, version) };
}

test('the start weights serve until some were learned, then those that were smoothed', () => {
  const weights = new SiteWeights();
  expect([weights.served, weights.learned]).toEqual([START_RANKER, undefined]);
  expect(weights.set(record())).toBe(true);
  expect(weights.served[1]![0]).toBe(7);
  expect(weights.learned).toMatchObject({ at: 5, frozen: false });
});

test('weights of another version are left out, and the start weights serve', () => {
  const weights = new SiteWeights();
  weights.set(record());
  expect(weights.set(record(FEATURES_VERSION + 1))).toBe(false);
  expect(weights.served).toBe(START_RANKER);
  expect([weights.learned, weights.otherVersion]).toEqual([undefined, FEATURES_VERSION + 1]);
  weights.set(record());
  expect(weights.otherVersion).toBeUndefined();
});

test('weights of another shape are left out', () => {
  const short = { ...record(), served: Buffer.alloc(8) };
  expect(new SiteWeights().set(short)).toBe(false);
});
