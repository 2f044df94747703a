import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contributionsOf } from './contributions.ts';
import { FEATURES, WIDTH } from './features.ts';
import { recommend, Workspace } from './recommend.ts';
import { contextOf, listOf, nowhere, siteOf } from './situation.fixture.ts';
import { BUCKETS, START_RANKER } from './weights.ts';

const site = siteOf([3, 2, 1, 5, 4, 0, 2, 3]);
const situation = {
  session: [1, 0],
  context: contextOf(listOf({ 2: 5, 3: 1 }), listOf({ 2: 1, 4: 2 })),
  hops: [{ slot: 2, chance: 0.5, list: listOf({ 5: 3, 0: 1 }) }],
  history: [6],
  boardTop: 2,
};

test('they add up to the score, of neighbours, of what was seen and of what fills the list', () => {
  const weight = fc.double({ min: -3, max: 3, noNaN: true });
  const bucket = fc
    .array(weight, { minLength: WIDTH, maxLength: WIDTH })
    .map((weights) => Float64Array.from(weights));
  const rankers = fc.array(bucket, { minLength: BUCKETS.length, maxLength: BUCKETS.length });
  const property = fc.property(rankers, fc.constantFrom(situation, nowhere), (ranker, way) => {
    const workspace = new Workspace();
    const lift = (slot: number) => slot / 2;
    const query = { ranker, n: 8, lift, admits: () => true, ...way };
    const ranked = recommend(site, query, workspace);
    expect(ranked).toHaveLength(8);
    const contributions = contributionsOf(site, query, workspace);
    for (const { slot, score } of ranked) {
      const sum = contributions(slot).reduce((total, one) => total + one, 0);
      expect(sum + lift(slot)).toBeCloseTo(score, 9);
    }
  });
  fc.assert(property);
});

test('of an item that the visitor has been with before, history counts beside what is popular', () => {
  const workspace = new Workspace();
  const query = { ranker: START_RANKER, n: 8, admits: () => true, ...situation };
  recommend(site, query, workspace);
  const contributions = contributionsOf(site, query, workspace)(6);
  const named = FEATURES.filter((_, column) => contributions[column] !== 0);
  expect(named).toEqual(['history', 'popLong', 'popShort', 'popNow']);
  expect(contributions[FEATURES.indexOf('history')]).toBe(0.1);
});
