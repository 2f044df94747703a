import { expect, test } from 'vitest';
import { openApi } from '../support/api.ts';

interface List {
  readonly items: readonly { itemId: string; catalogue?: object | null }[];
}

const shown = {
  title: 'Tent',
  url: '/items/tent',
  image: '/tent.svg',
  price: 120,
  currency: 'EUR',
};

async function openShop() {
  const api = await openApi();
  await api.visit({ u: ['stove', 'tent'], v: ['stove', 'tent'] });
  await api.catalogue({ tent: { ...shown, categories: ['camp'] }, stove: {} });
  return api;
}

test('lists say of their items what they are asked for, and nothing of it otherwise', async () => {
  const api = await openShop();
  const tent = { itemId: 'tent', catalogue: { title: 'Tent', price: 120 } };
  for (const path of [
    '/v1/recommendations?scenario=product&itemId=stove&fields=title,price',
    '/v1/items/stove/similar?fields=title,price',
    '/v1/popular?category=camp&fields=title,price',
    '/v1/trending?category=camp&fields=title,price',
  ]) {
    const { items } = await api.get<List>(path);
    expect(items[0], path).toMatchObject(tent);
    expect(Object.keys(items[0]!.catalogue!)).toEqual(['title', 'price']);
  }
  const [plain] = (await api.get<List>('/v1/items/stove/similar')).items;
  expect(plain).not.toHaveProperty('catalogue');
  const body = { slots: { a: { fields: ['url'] }, b: { candidates: ['tent'] } } };
  const answer = await api.app.inject({ method: 'POST', url: '/v1/recommendations', body });
  const { slots } = answer.json<{ slots: Record<string, List> }>();
  expect(slots['a']!.items.map(({ catalogue }) => catalogue)).toContainEqual({ url: shown.url });
});

test('a field that answers do not have is refused', async () => {
  const api = await openApi();
  for (const fields of ['secrets', 'title,properties', '']) {
    const refusal = await api.get(`/v1/trending?fields=${fields}`, 400);
    expect(refusal).toMatchObject({ code: 'PARAMETER_INVALID', pointer: '/fields' });
  }
});

test('all items are had page by page', async () => {
  const api = await openShop();
  const first = await api.get<List & { next: number }>('/v1/items?n=1&fields=title');
  expect(first).toMatchObject({ known: 2, catalogued: 2 });
  const rest = await api.get<List>(`/v1/items?n=5&after=${first.next}&fields=title`);
  expect(rest).not.toHaveProperty('next');
  const all = [...first.items, ...rest.items].toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1));
  expect(all).toEqual([
    { itemId: 'stove', visits: 2, catalogue: { title: null } },
    { itemId: 'tent', visits: 2, catalogue: { title: 'Tent' } },
  ]);
});

test('pages of other origins may ask what visitors are shown, and not steer it', async () => {
  const { app } = await openShop();
  const origin = 'https://shop.example';
  const asked = await app.inject({ url: '/v1/recommendations', headers: { origin } });
  expect(asked.headers['access-control-allow-origin']).toBe('*');
  const headers = { origin, 'access-control-request-method': 'POST' };
  const preflight = await app.inject({ method: 'OPTIONS', url: '/v1/recommendations', headers });
  expect(preflight.statusCode).toBe(204);
  expect(preflight.headers['access-control-allow-methods']).toBe('GET, POST');
  for (const url of ['/v1/items', '/v1/admin/rules/preview']) {
    const refused = await app.inject({ method: 'OPTIONS', url, headers });
    expect(refused.statusCode).toBe(404);
    expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
  }
  const steered = await app.inject({ url: '/v1/admin/rules', headers: { origin } });
  expect(steered.headers).not.toHaveProperty('access-control-allow-origin');
});
