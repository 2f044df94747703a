import { BUCKETS, deployments, FEATURES } from '@freshet/recommend';
import { expect, test } from 'vitest';
import { clicksOf, queryOf } from '../session.fixture.ts';
import { FreshetModel } from './freshet-model.ts';

function ranking(clicks: string, items: string, n = 20): readonly string[] {
  const model = new FreshetModel(deployments.shop);
  for (const click of clicksOf(clicks)) model.learn(click);
  const query = queryOf(items);
  model.refresh(query.now);
  return model.rank(query, n);
}

test('neighbours of the session come before what is only popular', () => {
  expect(ranking('1:a 1:b 2:c 3:c 4:c', 'a', 3)).toEqual(['b', 'a', 'c']);
});

test('nothing is banned because the session has had it', () => {
  expect(ranking('1:a 1:b', 'a b')).toEqual(expect.arrayContaining(['a', 'b']));
});

test('a session of unknown items is answered with what is popular', () => {
  expect(ranking('1:a 2:b 3:b', 'x')).toEqual(['b', 'a']);
});

test('clicks learned together leave the items as they are learned one by one', () => {
  const clicks = clicksOf('1:a 2:c 1:b 3:c 2:a 4:c 1:d 3:b');
  const oneByOne = new FreshetModel(deployments.shop);
  for (const click of clicks) oneByOne.learn(click);
  const together = new FreshetModel(deployments.shop);
  together.learnTogether(clicks.slice(0, 5));
  together.learnTogether(clicks.slice(5));
  const query = queryOf('a');
  for (const model of [oneByOne, together]) model.refresh(query.now);
  expect(together.rank(query, 20)).toEqual(oneByOne.rank(query, 20));
});

test('a policy refuses items, moves them by their score and gives them places of their own', () => {
  const model = new FreshetModel(deployments.shop, undefined, () => ({
    pinned: [{ place: 2, itemId: 'unseen' }],
    rounds: [(itemId) => itemId === 'a' || itemId === 'c', (itemId) => itemId === 'b'],
    lift: (itemId) => (itemId === 'c' ? 50 : 0),
  }));
  for (const click of clicksOf('1:a 1:b 2:c 3:c 4:c 5:d')) model.learn(click);
  const query = queryOf('a');
  model.refresh(query.now);
  expect(model.rank(query, 20)).toEqual(['c', 'unseen', 'a', 'b']);
  expect(model.rank(query, 2)).toEqual(['c', 'unseen']);
});

test('given weights rank, and stay', () => {
  const isPopular = Float64Array.from(FEATURES, (feature) => (feature === 'popLong' ? 1 : 0));
  const weights = BUCKETS.map(() => isPopular);
  const model = new FreshetModel(deployments.shop, weights);
  for (const click of clicksOf('1:a 1:b 2:c 3:c 4:c 5:a 5:b 6:c')) model.learn(click);
  const query = queryOf('a');
  model.refresh(query.now);
  expect(model.rank(query, 3)).toEqual(['c', 'b', 'a']);
});
