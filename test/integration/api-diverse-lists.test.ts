import { expect, test } from 'vitest';
import { openApi, type Sessions } from '../support/api.ts';
import { type Answer, idsOf } from '../support/small-shop.ts';

/** From A people go on to one of two groups: 20 to T1, 15 to T2, 10 to T3, by way of T; 8 to S1, by S. */
const ways: readonly (readonly [string, number, string])[] = [
  ['T1', 20, 'T'],
  ['T2', 15, 'T'],
  ['T3', 10, 'T'],
  ['S1', 8, 'S'],
];

function crowd(): Sessions {
  return Object.fromEntries(
    ways.flatMap(([to, count, by]) =>
      Array.from({ length: count }, (_, i) => [`${to}-${i}`, ['A', by, to]]),
    ),
  );
}

async function openSite() {
  const api = await openApi();
  await api.visit(crowd());
  return api;
}

const ofA = { session: ['A'], exclude: ['T', 'S'] };

test('likeness by neighbours has the other group come before more of the first', async () => {
  const api = await openSite();
  const ask = async (fields: object) =>
    idsOf(await api.post<Answer>('/v1/recommendations', { ...ofA, ...fields }));
  expect(await ask({})).toEqual(['T1', 'T2', 'T3', 'S1']);
  expect(await ask({ diversity: 0 })).toEqual(['T1', 'T2', 'T3', 'S1']);
  expect(await ask({ diversity: 1 })).toEqual(['T1', 'S1', 'T2', 'T3']);
  // Chosen among more than the list has: the second is not what stands second.
  expect(await ask({ diversity: 1, n: 2 })).toEqual(['T1', 'S1']);
  const candidates = ['T1', 'T2', 'S1'];
  expect(await ask({ diversity: 1, candidates })).toEqual(['T1', 'S1', 'T2']);
});

test('the same items with the same scores come, in another order', async () => {
  const api = await openSite();
  const plain = await api.post<Answer>('/v1/recommendations', ofA);
  const diverse = await api.post<Answer>('/v1/recommendations', { ...ofA, diversity: 1 });
  const byId = ({ items }: Answer) => new Map(items.map(({ itemId, score }) => [itemId, score]));
  expect(byId(diverse)).toEqual(byId(plain));
  expect(diverse.strategy).toBe(plain.strategy);
});

test('items that no list tells of are alike by their first category', async () => {
  const api = await openApi();
  const visits = { a: 9, b: 8, c: 7, d: 6 };
  await api.visit(
    Object.fromEntries(
      Object.entries(visits).flatMap(([id, count]) =>
        Array.from({ length: count }, (_, i) => [`${id}-${i}`, [id]]),
      ),
    ),
  );
  const camp = { categories: ['camp', 'x'] };
  const shoes = { categories: ['shoes', 'x'] };
  await api.catalogue({ a: camp, b: camp, c: shoes, d: {} });
  const path = '/v1/recommendations?userId=new&';
  expect(idsOf(await api.get<Answer>(path))).toEqual(['a', 'b', 'c', 'd']);
  expect(idsOf(await api.get<Answer>(`${path}diversity=1`))).toEqual(['a', 'c', 'd', 'b']);
  const capped = `${path}diversity=1&maxPerCategory=1`;
  expect(idsOf(await api.get<Answer>(capped))).toEqual(['a', 'c', 'd']);
});
