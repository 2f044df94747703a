import { expect, test } from 'vitest';
import { type Answer, idsOf, openShop } from '../support/small-shop.ts';

interface Problem {
  readonly code: string;
  readonly pointer: string;
}

const camp = { categories: ['camp'], price: 20 };
const shoes = { categories: ['shoes', 'sale'], price: 40 };

/** A, X and P (20 visits) are camp, B (6) and Y (5) shoes, Z is camp and nobody has visited it. */
async function openCategories() {
  const api = await openShop();
  await api.visit({ lone: ['B'] });
  await api.catalogue({ A: camp, X: camp, P: camp, Z: camp, B: shoes, Y: shoes });
  return api;
}

test('the page of a category has its items alone, ranked by what this visitor looked at', async () => {
  const api = await openCategories();
  const path = '/v1/recommendations?userId=visitor&scenario=listing&category=camp';
  const answer = await api.get<Answer>(path);
  expect(answer.strategy).toBe('co-visitation');
  // X is what people go on to from A; A itself, looked at last, stays findable.
  expect(idsOf(answer)[0]).toBe('X');
  expect(idsOf(answer).toSorted()).toEqual(['A', 'P', 'X', 'Z']);
});

test('a new visitor gets the board of the category, in whichever of its items’ places it is', async () => {
  const api = await openCategories();
  const listing = (category: string) =>
    api.post<Answer>('/v1/recommendations', { scenario: 'listing', category });
  const camps = await listing('camp');
  expect(camps).toMatchObject({ strategy: 'trending', fallback: true });
  expect(idsOf(camps)).toEqual(['P', 'A', 'X', 'Z']);
  expect(idsOf(await listing('sale')).toSorted()).toEqual(['B', 'Y']);
  expect(await listing('hats')).toMatchObject({ items: [], emptyBecause: 'CATEGORY_EMPTY' });
});

test('what the session has bought is not listed, and a filter, exclude and candidates hold there too', async () => {
  const api = await openCategories();
  const listing = async (fields: object) =>
    idsOf(
      await api.post<Answer>('/v1/recommendations', {
        userId: 'visitor',
        scenario: 'listing',
        category: 'camp',
        ...fields,
      }),
    );
  expect((await listing({ exclude: ['X', 'P'] })).toSorted()).toEqual(['A', 'Z']);
  expect(await listing({ filter: 'item.itemId == "Z"' })).toEqual(['Z']);
  expect((await listing({ candidates: ['Y', 'Z', 'X', 'new'] })).toSorted()).toEqual(['X', 'Z']);
});

test('a category of items far down the boards of the site fills its page', async () => {
  const api = await openShop();
  const few = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`f${i}`, camp]));
  await api.catalogue({ A: shoes, X: shoes, P: shoes, B: shoes, Y: shoes, ...few });
  const path = '/v1/recommendations?userId=visitor&scenario=listing&category=camp&n=40';
  expect(new Set(idsOf(await api.get<Answer>(path)))).toEqual(new Set(Object.keys(few)));
});

test('where nobody has gone anywhere from the page’s item, its category comes before the site', async () => {
  const api = await openCategories();
  await api.catalogue({ new: { categories: ['shoes'] }, odd: {} });
  const onPage = async (itemId: string, fields: object = {}) =>
    idsOf(
      await api.post<Answer>('/v1/recommendations', { scenario: 'product', itemId, ...fields }),
    );
  // P, with 20 visits, leads the board of the site.
  const cold = await onPage('new');
  expect(cold.slice(0, 2)).toEqual(['B', 'Y']);
  expect(cold[2]).toBe('P');
  expect(cold.toSorted()).toEqual(['A', 'B', 'P', 'X', 'Y', 'Z', 'odd']);
  expect((await onPage('new', { n: 1, exclude: ['B'] }))[0]).toBe('Y');
  expect((await onPage('new', { filter: 'item.price < 30' })).slice(0, 1)).toEqual(['P']);
  // Of no category, or of one with neighbours of its own: as ever.
  expect((await onPage('odd'))[0]).toBe('P');
  expect((await onPage('B'))[0]).toBe('Y');
  expect(idsOf(await api.get<Answer>('/v1/items/new/similar?n=2'))).toEqual(['B', 'Y']);
});

test('all of its category comes before the site, also beyond what is like it by the catalogue', async () => {
  const api = await openCategories();
  const hats = Array.from({ length: 41 }, (_, i) => `hat ${i}`);
  await api.catalogue(Object.fromEntries(hats.map((id) => [id, { categories: ['hats'] }])));
  const body = { scenario: 'product', itemId: 'hat 0', n: 41 };
  const ids = idsOf(await api.post<Answer>('/v1/recommendations', body));
  expect(new Set(ids.slice(0, 40))).toEqual(new Set(hats.slice(1)));
  expect(ids[40]).toBe('P');
});

test('at most so many of a category holds for a cold page as well', async () => {
  const api = await openCategories();
  await api.catalogue({ new: { categories: ['shoes'] } });
  const body = { scenario: 'product', itemId: 'new', maxPerCategory: 1 };
  expect(idsOf(await api.post<Answer>('/v1/recommendations', body))).toEqual(['B', 'P']);
});

test.for([
  [{ scenario: 'listing' }, '/category'],
  [{ scenario: 'listing', category: '' }, '/category'],
  [{ scenario: 'listing', category: 'camp', itemId: 'A' }, '/itemId'],
  [{ category: 'camp' }, '/category'],
  [{ scenario: 'product', itemId: 'A', category: 'camp' }, '/category'],
  [{ scenario: 'cart', category: 'camp' }, '/category'],
  [{ scenario: 'raw', category: 'camp' }, '/category'],
  [{ slots: { top: { scenario: 'listing' } } }, '/slots/top/category'],
] as const)('%j is refused at %s', async ([body, pointer]) => {
  const api = await openShop();
  const problem = await api.post<Problem>('/v1/recommendations', body, 400);
  expect([problem.code, problem.pointer]).toEqual(['PARAMETER_INVALID', pointer]);
});
