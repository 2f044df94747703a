import { expect, test } from 'vitest';
import { NOW } from '../support/api.ts';
import { openRuledShop, plain } from '../support/rules.ts';
import { type Answer, idsOf } from '../support/small-shop.ts';

test('a preview shows both lists and what rules do to whom, and stores nothing', async () => {
  const { put, list, post, order, get } = await openRuledShop();
  await put('front', { action: 'pin', itemIds: ['map'] });
  const answer = (await post('/preview', {
    rules: {
      front: null,
      'no-mat': { action: 'hide', filter: 'item.itemId == "mat"' },
      light: { action: 'boost', filter: '"light" in item.categories', factor: 100 },
      stove: { action: 'pin', itemIds: ['mat'] },
    },
    question: { userId: 'visitor', n: 4 },
  })) as {
    before: Answer;
    after: Answer;
    touched: { itemId: string; position: object; rules: object[] }[];
    warnings: { code: string }[];
  };
  expect(idsOf(answer.before)).toEqual(['map', 'mat', 'stove', 'lamp']);
  expect(idsOf(answer.after)).toEqual(['lamp', 'stove', 'book', 'map']);
  expect(Object.fromEntries(answer.touched.map(({ itemId, ...rest }) => [itemId, rest]))).toEqual({
    lamp: {
      position: { before: 4, after: 1 },
      rules: [{ id: 'light', action: 'boost', factor: 100 }],
    },
    stove: { position: { before: 3, after: 2 }, rules: [] },
    book: { position: { before: null, after: 3 }, rules: [] },
    map: { position: { before: 1, after: 4 }, rules: [] },
    mat: {
      position: { before: 2, after: null },
      rules: [
        { id: 'stove', action: 'pin' },
        { id: 'no-mat', action: 'hide' },
      ],
    },
  });
  expect(answer.warnings.map(({ code }) => code)).toContain('PINNED_AND_HIDDEN');
  expect((await list()).rules).toHaveLength(1);
  expect(await get('/changes')).toMatchObject({ changes: [{ number: 1 }] });
  expect((await order())[0]).toBe('map');
});

test('every change is in the trail with who made it, newest first, and can be taken back', async () => {
  const { api, put, remove, list, post, get, order } = await openRuledShop();
  const first = { action: 'hide', filter: 'item.itemId == "mat"' };
  const second = { action: 'hide', filter: 'item.itemId == "stove"' };
  await api.app.inject({
    method: 'PUT',
    url: '/v1/admin/rules/r?by=query',
    payload: first,
    headers: { 'x-freshet-actor': 'ada' },
  });
  await api.app.inject({ method: 'PUT', url: '/v1/admin/rules/r?by=bob', payload: second });
  await remove('r');
  const { changes } = (await get('/changes')) as { changes: Record<string, unknown>[] };
  expect(changes).toMatchObject([
    { number: 3, action: 'delete', by: null, ruleId: 'r', before: second, after: null },
    { number: 2, action: 'put', by: 'bob', before: first, after: second },
    { number: 1, action: 'put', by: 'ada', before: null, after: first },
  ]);
  expect(changes[0]!['at']).toBe(new Date(NOW).toISOString());
  expect(await order()).toEqual(plain);
  await post('/changes/3/revert');
  expect(await order()).toEqual(['mat', 'lamp', 'book', 'map']);
  await post('/changes/2/revert');
  expect(await order()).toEqual(['stove', 'lamp', 'book', 'map']);
  await post('/changes/1/revert');
  expect((await list()).rules).toEqual([]);
  expect(await get('/changes?n=2')).toMatchObject({
    changes: [
      { number: 6, action: 'revert', after: null },
      { number: 5, action: 'revert', after: first },
    ],
    next: 5,
  });
  expect(await get('/changes?before=2')).toMatchObject({ changes: [{ number: 1 }], next: null });
  await put('r', first);
});

test('a rule is given back as it was set, and set again as it was given', async () => {
  const { put, get } = await openRuledShop();
  const rule = {
    name: 'Winter',
    action: 'boost',
    filter: 'item.price < 5',
    factor: 0.5,
    scenarios: ['home', 'listing'],
    from: NOW,
    until: NOW + 1_000,
    enabled: false,
    priority: -3,
  };
  await put('winter', rule);
  const stored = (await get('/winter')) as object;
  expect(stored).toEqual({ id: 'winter', ...rule });
  await put('winter', stored);
  expect(await get('/winter')).toEqual(stored);
});

/** What one process does at one moment is told apart by the order in which it asked. */
test('changes at one moment all have a place in the trail', async () => {
  const { put, get } = await openRuledShop();
  const rule = { action: 'hide', filter: 'item.price < 5' };
  await Promise.all(Array.from({ length: 20 }, (_, i) => put(`r${i}`, rule)));
  const { changes } = (await get('/changes')) as {
    changes: { number: number; ruleId: string }[];
  };
  expect(changes.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => 20 - i));
  expect(new Set(changes.map(({ ruleId }) => ruleId)).size).toBe(20);
});
