import { expect, test } from 'vitest';
import { openApi, type TestApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { ruleCalls } from '../support/rules.ts';
import { type Answer, idsOf, openShop } from '../support/small-shop.ts';

interface Page extends Answer {
  readonly next?: string;
  readonly emptyBecause?: string;
}

const PATH = '/v1/recommendations';

const post = (api: TestApi, body: object) => api.post<Page>(PATH, body);

/** What the pages of a list have, all in their order; `meanwhile` happens before each but the first. */
async function pagesOf(
  api: TestApi,
  body: object,
  pages: number,
  meanwhile: (page: number) => Promise<unknown> = async () => undefined,
): Promise<{ ids: string[]; sizes: number[]; last: Page }> {
  let last = await post(api, { ...body, page: true });
  const ids = [...idsOf(last)];
  const sizes = [last.items.length];
  for (let page = 2; page <= pages; page++) {
    await meanwhile(page);
    last = await post(api, { ...body, cursor: last.next });
    ids.push(...idsOf(last));
    sizes.push(last.items.length);
  }
  return { ids, sizes, last };
}

test('pages go through everything that may be shown, and end by saying so', async () => {
  const api = await openShop();
  const { ids, sizes, last } = await pagesOf(api, { userId: 'visitor', n: 3 }, 2);
  expect(ids[0]).toBe('X');
  expect(ids.toSorted()).toEqual(['B', 'P', 'X', 'Y']);
  expect(sizes).toEqual([3, 1]);
  const end = await post(api, { userId: 'visitor', n: 3, cursor: last.next });
  expect(end).toMatchObject({ items: [], emptyBecause: 'ALL_EXCLUDED' });
  expect(end).not.toHaveProperty('next');
});

test('a query string has pages as well, and nobody gets a cursor unasked', async () => {
  const api = await openShop();
  const path = `${PATH}?userId=visitor&n=2`;
  const first = await api.get<Page>(`${path}&page=true`);
  const second = await api.get<Page>(`${path}&cursor=${first.next}`);
  expect([...idsOf(first), ...idsOf(second)].toSorted()).toEqual(['B', 'P', 'X', 'Y']);
  expect(await api.get<Page>(path)).not.toHaveProperty('next');
  expect(await api.get<Page>(`${path}&page=false`)).not.toHaveProperty('next');
});

test('twenty pages repeat nothing while visits come in and boards change, each of them full', async () => {
  const api = await openApi({ itemsMax: 2_000 });
  const ids = Array.from({ length: 600 }, (_, i) => `item ${i}`);
  await api.visit({
    walker: ids.slice(0, 20),
    ...Object.fromEntries(ids.map((id, i) => [`u${i}`, [id, ids[(i + 7) % 600]!]])),
  });
  // What nobody has been shown yet becomes the most popular, and the visitor goes on.
  const meanwhile = (page: number) => {
    const rising = ids.slice(-page).flatMap((id) => [id, ids[page]!]);
    return api.visit({ [`late ${page}`]: rising, walker: ids.slice(page, page + 20) });
  };
  const { ids: seen, sizes } = await pagesOf(api, { userId: 'walker' }, 20, meanwhile);
  expect(sizes).toEqual(Array.from({ length: 20 }, () => 20));
  expect(new Set(seen).size).toBe(400);
});

test('twenty pages of a filter that passes 500 of 50,000 items are full', async () => {
  const api = await openApi({ itemsMax: 50_000 });
  const entries = Array.from({ length: 50_000 }, (_, i) => [
    `item ${i}`,
    { price: i % 100 === 7 ? 5 : 50, categories: [i % 100 === 7 ? 'rare' : 'common'] },
  ]);
  await api.putOrDelete(Object.fromEntries(entries));
  await eventually('the tables know the catalogue', () => {
    expect(api.tables.catalogued).toBe(50_000);
  });
  const full = Array.from({ length: 20 }, () => 20);
  for (const fields of [
    { filter: 'item.price < 10' },
    { scenario: 'listing', category: 'rare' },
    // Deep down the board of everything.
    {},
  ]) {
    const { ids, sizes } = await pagesOf(api, { userId: 'new', ...fields }, 20);
    expect([sizes, new Set(ids).size], JSON.stringify(fields)).toEqual([full, 400]);
  }
});

test('the pages of one list have a thousand items at most', async () => {
  const api = await openApi({ itemsMax: 2_000 });
  const entries = Array.from({ length: 1_500 }, (_, i) => [`item ${i}`, {}]);
  await api.catalogue(Object.fromEntries(entries));
  const { ids, last } = await pagesOf(api, { n: 500 }, 2);
  expect(new Set(ids).size).toBe(1_000);
  expect(last).not.toHaveProperty('next');
});

test('given candidates have pages too, also those that nobody knows', async () => {
  const api = await openShop();
  const candidates = ['new', 'X', 'newer', 'P', 'newest'];
  const { ids } = await pagesOf(api, { userId: 'visitor', candidates, n: 2 }, 3);
  expect(ids).toEqual(['X', 'P', 'new', 'newer', 'newest']);
});

test('a cursor is good for the visitor who got it, as it stands', async () => {
  const api = await openShop();
  const { next } = await post(api, { userId: 'visitor', n: 1, page: true });
  const refused = async (body: object) => {
    const problem = await api.post<{ code: string; pointer: string }>(PATH, body, 400);
    expect(problem.pointer).toBe('/cursor');
    return problem.code;
  };
  expect(await refused({ userId: 'other', cursor: next })).toBe('CURSOR_OF_OTHER_VISITOR');
  expect(await refused({ cursor: next })).toBe('CURSOR_OF_OTHER_VISITOR');
  expect(await refused({ userId: 'visitor', cursor: `${next}A` })).toBe('CURSOR_INVALID');
  expect(await refused({ userId: 'visitor', cursor: '' })).toBe('CURSOR_INVALID');
  expect(await refused({ userId: 'visitor', cursor: 5 })).toBe('PARAMETER_INVALID');
  expect(await refused({ userId: 'visitor', cursor: 'A'.repeat(9_000) })).toBe('PARAMETER_INVALID');
  // Of another deployment.
  const other = await openShop();
  const foreign = await post(other, { userId: 'visitor', n: 1, page: true });
  expect(await refused({ userId: 'visitor', cursor: foreign.next })).toBe('CURSOR_INVALID');
});

test('several slots have no pages', async () => {
  const api = await openShop();
  for (const field of ['page', 'cursor']) {
    const body = { slots: { top: {} }, [field]: field === 'page' ? true : 'x' };
    const problem = await api.post<{ code: string; pointer: string }>(PATH, body, 400);
    expect([problem.code, problem.pointer]).toEqual(['PARAMETER_UNKNOWN', `/${field}`]);
  }
});

test('what rules pin is on the first page alone, and what they bury on the last', async () => {
  const api = await openShop();
  await api.catalogue({ X: {}, P: {}, B: {}, Y: {}, Z: {} });
  const { put } = ruleCalls(api);
  await put('front', { action: 'pin', itemIds: ['Y'] });
  await put('back', { action: 'bury', filter: 'item.itemId == "X"' });
  const { ids, sizes } = await pagesOf(api, { userId: 'visitor', n: 2 }, 3);
  expect([ids[0], ids.at(-1), sizes]).toEqual(['Y', 'X', [2, 2, 1]]);
  expect(ids.toSorted()).toEqual(['B', 'P', 'X', 'Y', 'Z']);
});
