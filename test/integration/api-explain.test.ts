import { FEATURES } from '@freshet/recommend';
import { expect, test } from 'vitest';
import { type Answer, openShop } from '../support/small-shop.ts';

const sumOf = ({ features, boost = 0 }: Answer['items'][number]) =>
  Object.values(features!).reduce((sum, contribution) => sum + contribution, boost);

function expectSums({ items, weights }: Answer): void {
  for (const item of items) {
    expect(sumOf(item), item.itemId).toBeCloseTo(item.score, 3);
    for (const [feature, contribution] of Object.entries(item.features!)) {
      expect(FEATURES).toContain(feature);
      expect(weights).toHaveProperty(feature);
      expect(contribution).not.toBe(0);
    }
  }
}

test('what features contribute adds up to the score, whatever brought the item in', async () => {
  const api = await openShop();
  const answer = await api.get<Answer>('/v1/recommendations?userId=visitor&explain=true');
  expect(answer.items.map(({ itemId }) => itemId)).toEqual(['X', 'P', 'B', 'Y']);
  expectSums(answer);
  // People went on to X from A; to P nobody came from anywhere.
  expect(answer.items[0]!.features).toMatchObject({
    covisit: expect.any(Number) as number,
    sequence: expect.any(Number) as number,
  });
  // 20 of 51 visits, all of one moment, so that the counters are alike.
  const popularity = 0.3 * Math.log1p(20 / 51 / 1e-5);
  const { features } = answer.items[1]!;
  expect(Object.keys(features!)).toEqual(['popLong', 'popShort', 'popNow']);
  for (const feature of Object.keys(features!)) {
    expect(answer.weights![feature]).toBe(0.05);
    expect(features![feature]).toBeCloseTo(0.05 * popularity, 4);
  }
});

test('a boost is told apart from the features, and only where there is one', async () => {
  const api = await openShop();
  await api.catalogue({
    X: { price: 5 },
    P: { price: 50 },
    B: { price: 5 },
    unseen: { price: 50 },
  });
  const answer = await api.post<Answer>('/v1/recommendations', {
    userId: 'visitor',
    explain: true,
    boost: [{ filter: 'item.price > 10', factor: 10 }],
  });
  expectSums(answer);
  const boosts = Object.fromEntries(answer.items.map(({ itemId, boost }) => [itemId, boost]));
  expect(boosts).toEqual({ X: undefined, B: undefined, P: 2.30259, unseen: 2.30259 });
});

test('so it does for given candidates, a diverse list, a category’s page and a cold product page', async () => {
  const api = await openShop();
  const camp = { categories: ['camp'] };
  await api.catalogue({ A: camp, X: camp, B: camp, P: {}, Y: {}, new: camp });
  for (const fields of [
    { candidates: ['P', 'X', 'new'] },
    { diversity: 0.5 },
    { scenario: 'listing', category: 'camp' },
    { scenario: 'product', itemId: 'new' },
  ]) {
    const body = { session: ['A'], explain: true, ...fields };
    const answer = await api.post<Answer>('/v1/recommendations', body);
    expect(answer.items.length).toBeGreaterThan(2);
    expectSums(answer);
  }
});

test('nothing of it comes unasked', async () => {
  const api = await openShop();
  const answer = await api.get<Answer>('/v1/recommendations?userId=visitor');
  expect(Object.keys(answer.items[0]!)).toEqual(['itemId', 'score']);
  expect(answer).not.toHaveProperty('weights');
});
