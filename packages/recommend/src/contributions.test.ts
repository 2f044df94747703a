import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contributionsOf } from './contributions.ts';
import { type Feature, WIDTH } from './features.ts';
import { recommend, Workspace } from './recommend.ts';
import { contextOf, listOf, nowhere, siteOf } from './situation.fixture.ts';
import { BUCKETS, START_RANKER } from './weights.ts';

const whole = (feature: Feature, value: number, weight: number) => {
  return { feature, value, weight, contribution: value * weight };
};
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
    const boost = (slot: number) => slot / 2;
    const query = { ranker, n: 8, boost, admits: () => true, ...way };
    const ranked = recommend(site, query, workspace);
    expect(ranked).toHaveLength(8);
    const explain = contributionsOf(site, query, workspace, whole);
    for (const { slot, score } of ranked) {
      const sum = explain(slot).reduce((total, { contribution }) => total + contribution, 0);
      expect(sum + boost(slot)).toBeCloseTo(score, 9);
    }
  });
  fc.assert(property);
});

test('each is a value by its weight, and what adds nothing is left out', () => {
  const workspace = new Workspace();
  const query = { ranker: START_RANKER, n: 8, admits: () => true, ...situation };
  recommend(site, query, workspace);
  const contributions = contributionsOf(site, query, workspace, whole)(6);
  const features = contributions.map(({ feature }) => feature);
  expect(features).toEqual(['history', 'popLong', 'popShort', 'popNow']);
  expect(contributions[0]).toEqual({
    feature: 'history',
    value: 1,
    weight: 0.1,
    contribution: 0.1,
  });
});
