import { expect, test } from 'vitest';
import { openApi } from '../support/api.ts';

const path = (itemId: string, query = '') => `/v1/items/${itemId}/bought-together${query}`;

test('scores are shares of the orders, the highest first, ties by id', async () => {
  const api = await openApi();
  await api.order(['tent', 'mat', 'lamp'], ['tent', 'mat', 'rope'], ['tent', 'lamp'], ['tent']);
  expect(await api.get(path('tent'))).toEqual({
    strategy: 'bought-together',
    items: [
      { itemId: 'lamp', score: 0.5 },
      { itemId: 'mat', score: 0.5 },
      { itemId: 'rope', score: 0.25 },
    ],
  });
  expect(await api.get(path('rope', '?n=1'))).toEqual({
    strategy: 'bought-together',
    items: [{ itemId: 'mat', score: 1 }],
  });
});

test('only what may be shown and passes the filter is in it; an empty list says why', async () => {
  const api = await openApi();
  await api.order(['tent', 'mat', 'gone'], ['tent', 'mat'], ['alone'], ['gone', 'sold']);
  await api.catalogue({
    tent: { price: 200 },
    mat: { price: 30 },
    gone: { price: 1, available: false },
    sold: { available: false },
    alone: {},
    unseen: {},
  });
  const mat = { strategy: 'bought-together', items: [{ itemId: 'mat', score: 1 }] };
  expect(await api.get(path('tent'))).toEqual(mat);
  expect(await api.get(path('tent', '?filter=item.price%20<%2050'))).toEqual(mat);
  const none = { strategy: 'none', items: [] };
  for (const [itemId, query, emptyBecause] of [
    ['tent', '?filter=item.price%20<%2010', 'FILTER_MATCHES_NOTHING'],
    ['sold', '', 'NOTHING_SERVABLE'],
    ['alone', '', 'NEVER_BOUGHT_TOGETHER'],
    ['unseen', '', 'NEVER_BOUGHT_TOGETHER'],
  ] as const) {
    expect(await api.get(path(itemId, query))).toEqual({ ...none, emptyBecause });
  }
});

test('what is bought with an item says nothing of what is visited with it, and the other way round', async () => {
  const api = await openApi();
  await api.visit({ u: ['tent', 'stove'] });
  await api.order(['tent', 'mat']);
  const { items } = await api.get<{ items: object[] }>(path('tent'));
  expect(items).toEqual([{ itemId: 'mat', score: 1 }]);
  expect(await api.get(path('stove'))).toMatchObject({ emptyBecause: 'NEVER_BOUGHT_TOGETHER' });
});

test('an item that nothing is known of, and a question that cannot be read, are refused', async () => {
  const api = await openApi();
  expect(await api.get(path('nothing'), 404)).toMatchObject({ code: 'ITEM_UNKNOWN' });
  await api.order(['tent', 'mat']);
  expect(await api.get(path('tent', '?n=0'), 400)).toMatchObject({ pointer: '/n' });
  expect(await api.get(path('tent', '?explain=true'), 400)).toMatchObject({
    code: 'PARAMETER_UNKNOWN',
  });
});
