import { expect, test } from 'vitest';
import { NOW } from '../support/api.ts';
import { openRuledShop, plain } from '../support/rules.ts';
import { type Answer, idsOf } from '../support/small-shop.ts';

test('each action does to a list what it says, from the answer of the call on', async () => {
  const { put, remove, order } = await openRuledShop();
  expect(await order()).toEqual(plain);
  await put('no-camp', { action: 'hide', filter: '"camp" in item.categories' });
  expect(await order()).toEqual(['stove', 'lamp', 'book', 'map']);
  await remove('no-camp');
  await put('last', { action: 'bury', filter: 'item.itemId in ["mat", "lamp"]' });
  expect(await order()).toEqual(['stove', 'book', 'map', 'mat', 'lamp']);
  expect(await order({ n: 3 })).toEqual(['stove', 'book', 'map']);
  await remove('last');
  await put('light', { action: 'boost', filter: '"light" in item.categories', factor: 100 });
  expect(await order()).toEqual(['lamp', 'mat', 'stove', 'book', 'map']);
  await remove('light');
  await put('front', { action: 'pin', itemIds: ['map', 'lamp'], position: 2 });
  expect(await order()).toEqual(['mat', 'map', 'lamp', 'stove', 'book']);
  expect(await order({ n: 2 })).toEqual(['mat', 'map']);
});

test('a hidden item leaves its place to the next, so that the list still fills', async () => {
  const { put, order } = await openRuledShop();
  await put('no', { action: 'hide', filter: 'item.itemId == "mat"' });
  expect(await order({ n: 4 })).toEqual(['stove', 'lamp', 'book', 'map']);
});

test('what is hidden among 6,000 does not keep what stands below them out', async () => {
  const { api, put, order } = await openRuledShop({ itemsMax: 10_000 });
  // Nobody has visited any of these; what came first stands higher.
  await api.catalogue({ book: null, map: null });
  const ids = Array.from({ length: 6_000 }, (_, i) => `many ${i}`);
  await api.catalogue(Object.fromEntries(ids.map((id) => [id, { categories: ['many'] }])));
  await api.catalogue({ book: { categories: ['read'] }, map: { categories: ['read'] } });
  expect(await order({ n: 4 })).not.toContain('book');
  await put('no', { action: 'hide', filter: '"many" in item.categories' });
  expect((await order()).toSorted()).toEqual(plain.toSorted());
  await put('no', { action: 'bury', filter: '"many" in item.categories' });
  const buried = await order({ n: 8 });
  expect(buried.slice(0, 5).toSorted()).toEqual(plain.toSorted());
  expect(buried.slice(5).every((id) => id.startsWith('many'))).toBe(true);
});

test('rules hold where they say, and nowhere in raw', async () => {
  const { put, order } = await openRuledShop();
  await put('cart', { action: 'hide', filter: 'item.itemId == "mat"', scenarios: ['cart'] });
  expect(await order()).toEqual(plain);
  expect(await order({ scenario: 'cart' })).not.toContain('mat');
  await put('all', { action: 'hide', filter: 'item.itemId == "stove"' });
  const raw = await order({ scenario: 'raw' });
  expect(raw).toEqual(expect.arrayContaining(['mat', 'stove']));
  const similar = await order({ scenario: 'product', itemId: 'tent' });
  expect([similar.includes('mat'), similar.includes('stove')]).toEqual([true, false]);
});

test('a pin brings in only what may be shown there', async () => {
  const { put, order } = await openRuledShop();
  const pins = ['tent', 'rope', 'unheard-of', 'map'];
  await put('front', { action: 'pin', itemIds: pins });
  // The visitor looks at the tent, the rope is sold out; the map stands where it would with them.
  expect(await order()).toEqual(['mat', 'stove', 'lamp', 'map', 'book']);
  expect(await order({ exclude: ['map'] })).toEqual(['mat', 'stove', 'lamp', 'book']);
  expect(await order({ filter: '"light" in item.categories' })).toEqual(['lamp']);
  expect(await order({ category: 'kitchen', scenario: 'listing' })).toEqual(['stove']);
  // Candidates are put into order; none is added.
  expect(await order({ candidates: ['lamp', 'mat'] })).toEqual(['mat', 'lamp']);
  expect(await order({ candidates: ['stove', 'lamp', 'mat', 'map', 'book'] })).toEqual([
    'mat',
    'stove',
    'lamp',
    'map',
    'book',
  ]);
  await put('front', { action: 'pin', itemIds: ['map'] });
  expect(await order({ candidates: ['lamp', 'map', 'mat'] })).toEqual(['map', 'mat', 'lamp']);
});

test('a pinned item counts in its category, and is in one list of several', async () => {
  const { put, order, api } = await openRuledShop();
  await put('front', { action: 'pin', itemIds: ['book'] });
  expect(await order({ maxPerCategory: 1 })).toEqual(['book', 'mat', 'stove', 'lamp']);
  const { slots } = await api.post<{ slots: Record<string, Answer> }>('/v1/recommendations', {
    userId: 'visitor',
    slots: { first: { n: 2 }, second: { n: 2 } },
  });
  expect(Object.values(slots).map(idsOf)).toEqual([
    ['book', 'mat'],
    ['stove', 'lamp'],
  ]);
});

test('boosts of rules and of the question are bounded together', async () => {
  const { put, ask } = await openRuledShop();
  const scoreOf = ({ items }: Answer, id: string) => items.find((one) => one.itemId === id)!.score;
  const before = scoreOf(await ask(), 'lamp');
  await put('lamp', { action: 'boost', filter: 'item.itemId == "lamp"', factor: 50 });
  await put('light', { action: 'boost', filter: '"light" in item.categories', factor: 50 });
  const boost = [{ filter: 'item.itemId == "lamp"', factor: 50 }];
  expect(scoreOf(await ask({ boost }), 'lamp') - before).toBeCloseTo(Math.log(100), 3);
});

test('explain says which rules put an item where it is', async () => {
  const { put, ask } = await openRuledShop();
  await put('front', { action: 'pin', itemIds: ['map'] });
  await put('light', { action: 'boost', filter: '"light" in item.categories', factor: 3 });
  await put('last', { action: 'bury', filter: 'item.itemId == "mat"' });
  const { items } = await ask({ explain: true });
  const rules = items.map((item) => [item.itemId, (item as { rules?: object }).rules]);
  expect(Object.fromEntries(rules)).toEqual({
    map: [{ id: 'front', action: 'pin' }],
    lamp: [{ id: 'light', action: 'boost', factor: 3 }],
    mat: [{ id: 'last', action: 'bury' }],
    stove: undefined,
    book: undefined,
  });
  expect((await ask()).items.some((item) => 'rules' in item)).toBe(false);
});

test('a rule that hides everything is obeyed, and the answer says so', async () => {
  const { put, ask, api } = await openRuledShop();
  const { warnings } = await put('none', { action: 'hide', filter: 'true' });
  expect(warnings.map(({ code }) => code)).toEqual(['HIDES_EVERYTHING']);
  const empty = { strategy: 'none', items: [], emptyBecause: 'RULES_HIDE_ALL' };
  expect(await ask()).toMatchObject(empty);
  expect(await ask({ candidates: ['mat'] })).toMatchObject(empty);
  // Not the rule's doing.
  expect(await ask({ filter: 'false' })).toMatchObject({ emptyBecause: 'FILTER_MATCHES_NOTHING' });
  const similar = await api.get('/v1/items/tent/similar');
  expect(similar).toMatchObject(empty);
});

test('contradictory pins have their stated order, and the call says so', async () => {
  const { put, order } = await openRuledShop();
  await put('b', { action: 'pin', itemIds: ['book'] });
  const { warnings } = await put('a', { action: 'pin', itemIds: ['map'] });
  expect(warnings).toEqual([
    { code: 'POSITION_TAKEN', message: expect.stringContaining('"a" has it'), rules: ['a', 'b'] },
  ]);
  expect((await order()).slice(0, 3)).toEqual(['map', 'book', 'mat']);
  await put('b', { action: 'pin', itemIds: ['book'], priority: 1 });
  expect((await order()).slice(0, 3)).toEqual(['book', 'map', 'mat']);
  const twice = await put('c', { action: 'pin', itemIds: ['book'], position: 3 });
  expect(twice.warnings.map(({ code }) => code)).toEqual(['PINNED_TWICE']);
  expect((await order()).slice(0, 3)).toEqual(['book', 'map', 'mat']);
  const hidden = await put('h', { action: 'hide', filter: 'item.itemId == "book"' });
  expect(hidden.warnings.map(({ code }) => code)).toEqual([
    'PINNED_AND_HIDDEN',
    'PINNED_AND_HIDDEN',
  ]);
  expect((await order()).slice(0, 2)).toEqual(['map', 'mat']);
});

test('a schedule begins and ends by itself', async () => {
  let now = NOW;
  const { put, order } = await openRuledShop({ clock: () => now });
  const iso = (ms: number) => new Date(NOW + ms).toISOString();
  const rule = { action: 'hide', filter: 'item.itemId == "mat"' };
  await put('sale', { ...rule, from: iso(1_000), until: NOW + 2_000 });
  const hasMat = async () => (await order()).includes('mat');
  expect(await hasMat()).toBe(true);
  now += 1_000;
  expect(await hasMat()).toBe(false);
  expect(await order({ at: NOW })).toContain('mat');
  now += 1_000;
  expect(await hasMat()).toBe(true);
  expect(await order({ at: NOW + 1_500 })).not.toContain('mat');
  await put('sale', { ...rule, enabled: false });
  expect(await hasMat()).toBe(true);
});

test('a changed entry of the catalogue is judged anew', async () => {
  const { api, put, order } = await openRuledShop();
  await put('no', { action: 'hide', filter: 'item.price > 100' });
  expect(await order()).toContain('mat');
  await api.catalogue({ mat: { price: 200 } });
  expect(await order()).not.toContain('mat');
  await api.catalogue({ mat: { price: 20 } });
  expect(await order()).toContain('mat');
});
