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

test('popular items are those of weeks, trending ones those of minutes', async () => {
  const api = await openApi();
  await api.visit({ u: ['A', 'B'], v: ['B', 'C'], w: ['B', 'C'] });
  const popular = await api.get<List>('/v1/popular');
  expect(idsOf(popular)).toEqual(['B', 'C', 'A']);
  await api.catalogue({
    A: { categories: ['c'], price: 1 },
    B: {},
    C: { categories: ['c'] },
    D: {},
  });
  expect(idsOf(await api.get('/v1/popular?category=c'))).toEqual(['C', 'A']);
  expect(idsOf(await api.get('/v1/popular?category=c&filter=item.price%20==%201'))).toEqual(['A']);
  // Nobody has visited D.
  expect(idsOf(await api.get('/v1/popular?n=2'))).toEqual(['B', 'C']);
  await api.catalogue({ B: { available: false } });
  expect(idsOf(await api.get('/v1/popular'))).toEqual(['C', 'A']);
});

test('the latest items come by their date, those of the future and without one not at all', async () => {
  const api = await openApi();
  expect(await api.get('/v1/latest')).toEqual({ items: [], emptyBecause: 'NOTHING_KNOWN' });
  const dated = (publishedAt: number, fields = {}) => ({ publishedAt, ...fields });
  await api.catalogue({
    old: dated(NOW - 5_000, { categories: ['c'] }),
    newer: dated(NOW - 1_000, { price: 5 }),
    newest: dated(NOW, { categories: ['c'], price: 5 }),
    announced: dated(NOW + 1, { categories: ['c'] }),
    gone: dated(NOW, { available: false }),
    undated: {},
  });
  const list = await api.get<List>('/v1/latest');
  expect(list).toEqual({
    items: [
      { itemId: 'newest', publishedAt: NOW },
      { itemId: 'newer', publishedAt: NOW - 1_000 },
      { itemId: 'old', publishedAt: NOW - 5_000 },
    ],
  });
  expect(idsOf(await api.get('/v1/latest?category=c&n=1'))).toEqual(['newest']);
  expect(idsOf(await api.get('/v1/latest?filter=item.price%20==%205'))).toEqual([
    'newest',
    'newer',
  ]);
  await api.catalogue({ old: dated(NOW - 500, { price: 1 }) });
  expect(idsOf(await api.get('/v1/latest'))).toEqual(['newest', 'old', 'newer']);
});

test('a strict filter finds the latest of 6,000 items', async () => {
  const api = await openApi({ itemsMax: 10_000 });
  const all = Array.from({ length: 6_000 }, (_, i) => [
    `item ${i}`,
    { publishedAt: NOW - i, price: i >= 5_990 ? 5 : 50 },
  ]);
  await api.putOrDelete(Object.fromEntries(all) as Parameters<typeof api.putOrDelete>[0]);
  await eventually('the tables know the catalogue', () => {
    expect(api.tables.catalogued).toBe(6_000);
  });
  const list = await api.get<List>('/v1/latest?n=2&filter=item.price%20<%2010');
  expect(idsOf(list)).toEqual(['item 5990', 'item 5991']);
});
