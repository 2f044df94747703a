import { expect, test } from 'vitest';
import { openApi } from '../support/api.ts';
import { openShop } from '../support/small-shop.ts';

interface Empty {
  readonly items: readonly object[];
  readonly emptyBecause?: string;
}

const filtered = (expression: string) => `filter=${encodeURIComponent(expression)}`;
const because = (emptyBecause: string) => ({ items: [], emptyBecause });
const personal = (text = '') => `/v1/recommendations?userId=visitor&${text}`;

test('a site of which nothing is known says so in every list', async () => {
  const api = await openApi();
  const paths = [personal(filtered('true')), '/v1/items/A/similar', '/v1/trending', '/v1/latest'];
  for (const path of [...paths, '/v1/popular?category=camp']) {
    expect(await api.get<Empty>(path), path).toMatchObject(because('NOTHING_KNOWN'));
  }
});

test('a list of which there is something to show says nothing', async () => {
  const api = await openShop();
  for (const path of [personal(), '/v1/trending', '/v1/popular']) {
    expect(await api.get<Empty>(path), path).not.toHaveProperty('emptyBecause');
  }
});

test('nothing that may be shown: sold out, or visited by too few', async () => {
  const few = await openApi({ visitorsMin: 3 });
  await few.visit({ u: ['A', 'B'] });
  expect(await few.get<Empty>(personal())).toMatchObject(because('NOTHING_SERVABLE'));
  const shop = await openShop();
  await shop.catalogue({ X: { available: false } });
  for (const path of [personal(), '/v1/trending', '/v1/latest', '/v1/items/A/similar']) {
    expect(await shop.get<Empty>(path), path).toMatchObject(because('NOTHING_SERVABLE'));
  }
  const given = { candidates: ['X', 'new'] };
  const answer = await shop.post<Empty>('/v1/recommendations', given);
  expect(answer).toMatchObject(because('NOTHING_SERVABLE'));
});

test.for([
  'item.price < 0',
  'item.properties.colour == "red"',
  'item.price > 0 && item.price < 0',
  'item.title.contains("tent")',
])('the filter %s passes nothing', async (expression) => {
  const api = await openShop();
  await api.catalogue({ X: { price: 5 }, Y: {} });
  const lists = ['/v1/trending?', '/v1/popular?', '/v1/latest?', '/v1/items/A/similar?'];
  for (const path of [personal(), ...lists]) {
    const answer = await api.get<Empty>(path + filtered(expression));
    expect(answer, path).toMatchObject(because('FILTER_MATCHES_NOTHING'));
  }
  const body = { candidates: ['X', 'Y'], filter: expression };
  const answer = await api.post<Empty>('/v1/recommendations', body);
  expect(answer).toMatchObject(because('FILTER_MATCHES_NOTHING'));
});

test('a filter over a site without a catalogue passes nothing, and says so', async () => {
  const api = await openShop();
  const answer = await api.get<Empty>(personal(filtered('true')));
  expect(answer).toMatchObject(because('FILTER_MATCHES_NOTHING'));
});

test('everything that could be shown is excluded, looked at or in another list', async () => {
  const api = await openShop();
  await api.catalogue({ X: { price: 5 }, A: { price: 50 } });
  const post = (body: object) => api.post<Empty>('/v1/recommendations', body);
  const excluded = { session: ['A'], exclude: ['X'] };
  expect(await post(excluded)).toMatchObject(because('ALL_EXCLUDED'));
  const looked = { session: ['A', 'X'], filter: 'item.price < 10' };
  expect(await post(looked)).toMatchObject(because('ALL_EXCLUDED'));
  const given = { session: ['A', 'X'], candidates: ['X'] };
  expect(await post(given)).toMatchObject(because('ALL_EXCLUDED'));
  const slots = { first: {}, second: {} };
  const lists = await api.post<{ slots: Record<string, Empty> }>('/v1/recommendations', { slots });
  expect(lists.slots['first']).not.toHaveProperty('emptyBecause');
  expect(lists.slots['second']).toMatchObject(because('ALL_EXCLUDED'));
});

test('a board says of which category it is empty, and that nothing has a place on it', async () => {
  const api = await openApi();
  await api.catalogue({
    tent: { categories: ['camp'] },
    sold: { categories: ['old'], available: false },
  });
  for (const category of ['old', 'none']) {
    const answer = await api.get<Empty>(`/v1/trending?category=${category}`);
    expect(answer, category).toMatchObject(because('CATEGORY_EMPTY'));
  }
  expect(await api.get<Empty>('/v1/popular')).toMatchObject(because('NOTHING_RANKED'));
  expect(await api.get<Empty>('/v1/latest?category=camp')).toMatchObject(because('NOTHING_RANKED'));
});
