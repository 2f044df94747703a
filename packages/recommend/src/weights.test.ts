import { expect, test } from 'vitest';
import type { NeighbourSlots } from './neighbour-features.ts';
import { contextOf, listOf, siteOf } from './situation.fixture.ts';
import { BUCKETS, bucketsOf, START_RANKER, weightsOf } from './weights.ts';

const site = siteOf([0, 0]);

/** What the query's circumstances are, each as its bucket's lower bound. */
function boundsOf(session: readonly number[], newest?: NeighbourSlots): number[] {
  return bucketsOf({ session, context: contextOf(newest) }, site).map((at) => BUCKETS[at]!.from);
}

test.for([
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 3],
  [5, 5],
  [20, 5],
])('a session of %i events is one of %i or more', ([events, from]) => {
  const session = Array.from({ length: events! }, (_, i) => i);
  expect(boundsOf(session)).toEqual([from, 0, 0]);
});

test('how much is known of the newest item, and whether the session came back to it', () => {
  expect(boundsOf([0], listOf({ 1: 4.9 }))).toEqual([1, 1, 0]);
  expect(boundsOf([0, 1, 0], listOf({ 1: 1 }, { lifetimeTotal: 10_000 }))).toEqual([3, 600, 1]);
  expect(boundsOf([0, 1, -1])).toEqual([3, 0, 0]);
  expect(boundsOf([])).toEqual([1, 0, 0]);
});

test('weights are the sum of the buckets’', () => {
  const ranker = BUCKETS.map((_, i) => START_RANKER[0]!.map(() => 10 ** i));
  expect(weightsOf(ranker, [0, 4, 11])[0]).toBe(1 + 1e4 + 1e11);
});

test('it begins with what the session’s length has, and nothing besides', () => {
  const start = START_RANKER.map((weights) => weights.some((weight) => weight !== 0));
  expect(start).toEqual(BUCKETS.map(({ circumstance }) => circumstance === 'sessionEvents'));
});
