import { expect, test } from 'vitest';
import { NOW, openApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';

interface List {
  readonly strategy?: string;
  readonly items: readonly { itemId: string; score: number }[];
}

const idsOf = ({ items }: List) => items.map(({ itemId }) => itemId);

test('an item is its catalogue entry and its visits', async () => {
  const api = await openApi();
  await api.visit({ u: ['A', 'B', 'A'] });
  expect(await api.get('/v1/items/A')).toEqual({
    itemId: 'A',
    catalogue: null,
    visits: 2,
    lastSeen: NOW - 60_000,
  });
  await api.catalogue({ 'C/1': { price: 5, categories: ['c'], properties: '{"size":3}' } });
  expect(await api.get('/v1/items/C%2F1')).toMatchObject({
    itemId: 'C/1',
    catalogue: { price: 5, categories: ['c'], available: true, properties: { size: 3 } },
    visits: 0,
    lastSeen: null,
  });
  expect(await api.get('/v1/items/D', 404)).toMatchObject({ code: 'ITEM_UNKNOWN' });
});

test('similar items are those visited with it; an unknown item gets the trending ones', async () => {
  const api = await openApi();
  await api.visit({ u: ['A', 'X'], v: ['A', 'X'], w: ['P'], x: ['P'], y: ['P'] });
  const similar = await api.get<List>('/v1/items/A/similar?n=1');
  expect(similar).toMatchObject({ strategy: 'co-visitation', fallback: false });
  expect(idsOf(similar)).toEqual(['X']);
  const unknown = await api.get<List>('/v1/items/nothing/similar');
  expect(unknown).toMatchObject({ strategy: 'trending', fallback: true });
});

test('trending items come by how much they are looked at, of the site or a category', async () => {
  const api = await openApi();
  await api.visit({ u: ['A', 'B'], v: ['B', 'C'], w: ['B', 'C'] });
  const site = await api.get<List>('/v1/trending?window=5m');
  expect(site).toMatchObject({ window: '5m' });
  expect(site.items.map(({ itemId, score }) => [itemId, Math.round(score)])).toEqual([
    ['B', 3],
    ['C', 2],
    ['A', 1],
  ]);
  await api.catalogue({
    A: { categories: ['c'] },
    B: {},
    C: { categories: ['c'], price: 5 },
    D: {},
  });
  expect(idsOf(await api.get('/v1/trending?category=c'))).toEqual(['C', 'A']);
  expect(idsOf(await api.get('/v1/trending?category=none'))).toEqual([]);
  expect(idsOf(await api.get('/v1/trending?filter=item.price%20>%201'))).toEqual(['C']);
  // D is in the catalogue, but nobody looks at it.
  expect(idsOf(await api.get('/v1/trending?n=2'))).toEqual(['B', 'C']);
});

test('a filter finds what trends far down among 6,000 items that many look at', async () => {
  const api = await openApi({ itemsMax: 10_000 });
  const busy = Array.from({ length: 6_000 }, (_, i) => `busy ${i}`);
  // Two visits each in sessions of a hundred, so that all of them stand above the rare ones.
  const sessions = Array.from({ length: 120 }, (_, i) => {
    const from = (i % 60) * 100;
    return [`u${i}`, busy.slice(from, from + 100)] as const;
  });
  await api.visit({ ...Object.fromEntries(sessions), v: ['rare', 'rarer'], w: ['rare'] });
  const dull = Object.fromEntries(busy.map((id) => [id, { price: 50 }]));
  await api.putOrDelete({ ...dull, rare: { price: 5 }, rarer: { price: 5 }, unseen: { price: 5 } });
  await eventually('the tables know the catalogue', () => {
    expect(api.tables.catalogued).toBe(6_003);
  });
  expect(idsOf(await api.get('/v1/trending?filter=item.price%20<%2010'))).toEqual([
    'rare',
    'rarer',
  ]);
});

test('a profile can be inspected, its tastes as they are worth now', async () => {
  const api = await openApi();
  await api.visit({ u: ['A', 'B', 'A'] });
  const at = NOW - 60_000;
  expect(await api.get('/v1/profiles?userId=u')).toMatchObject({
    userId: 'u',
    anonymousId: null,
    events: 3,
    firstAt: at,
    lastAt: at,
    session: [
      { itemId: 'A', at, kind: 'view' },
      { itemId: 'B', at, kind: 'view' },
      { itemId: 'A', at, kind: 'view' },
    ],
    affinities: {
      items: [
        { id: 'A', score: expect.closeTo(2, 3) as number },
        { id: 'B', score: expect.closeTo(1, 3) as number },
      ],
      categories: [{ id: 'all', score: expect.closeTo(3, 3) as number }],
    },
  });
  expect(await api.get('/v1/profiles?anonymousId=u', 404)).toMatchObject({
    code: 'PROFILE_UNKNOWN',
  });
});

test('tables keep to their bound: further items count as unknown', async () => {
  const api = await openApi({ itemsMax: 2 });
  await api.catalogue({ A: {}, B: {} });
  await api.catalogue({ A: { price: 1 } });
  await api.putOrDelete({ C: {} });
  await eventually('it is left out', () => expect(api.tables.leftOut).toBe(1));
  expect(api.tables.size).toBe(2);
  await api.get('/v1/items/C', 404);
});
