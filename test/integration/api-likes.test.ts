import { expect, test } from 'vitest';
import { openApi, type Sessions } from '../support/api.ts';
import { type Answer, idsOf } from '../support/small-shop.ts';

/** Everybody is at `hit`, and from the old tent they go on to the old mat. */
const crowd: Sessions = Object.fromEntries([
  ...Array.from({ length: 30 }, (_, i) => [`fan ${i}`, ['hit']]),
  ...Array.from({ length: 10 }, (_, i) => [`camper ${i}`, ['old tent', 'old mat']]),
]);

const tent = { title: 'Trail tent', categories: ['camp'], properties: '{"brand": "Alp"}' };

/** `new tent` has the category, brand and words of the old one, and nobody has ever been with it. */
async function openShop() {
  const api = await openApi();
  await api.catalogue({
    hit: { categories: ['phones'] },
    'old tent': { ...tent, title: 'Trail tent for two' },
    'old mat': { title: 'Mat', categories: ['beds'] },
    'new tent': tent,
    'new phone': { categories: ['phones'] },
    'sold out tent': { ...tent, available: false },
    'half a tent': { title: 'Tent', categories: ['spares'] },
  });
  await api.visit(crowd);
  return api;
}

test('on the page of an item without neighbours those like it by the catalogue come first', async () => {
  const api = await openShop();
  const path = '/v1/recommendations?scenario=product&itemId=new%20tent&explain=true';
  const answer = await api.get<Answer>(path);
  expect(answer).toMatchObject({ strategy: 'catalogue', fallback: true });
  const { items } = answer;
  expect(items[0]).toMatchObject({
    itemId: 'old tent',
    reasons: [{ type: 'alike', itemId: 'new tent', likeness: 1 }],
  });
  // Where people went on to from what is like it.
  const mat = items.find(({ itemId }) => itemId === 'old mat');
  expect(mat!.reasons).toEqual([{ type: 'co-visited-via', itemId: 'old tent', share: 1 }]);
  // Five times as much is looked at, and nothing leads to it from here.
  expect(idsOf(answer).indexOf('old mat')).toBeLessThan(idsOf(answer).indexOf('hit'));
  expect(idsOf(answer)).not.toContain('sold out tent');
});

test('so they do for a visitor who has just been with such an item', async () => {
  const api = await openShop();
  await api.visit({ pioneer: ['new tent'] });
  const answer = await api.get<Answer>('/v1/recommendations?userId=pioneer');
  expect(answer.strategy).toBe('catalogue');
  expect(idsOf(answer)[0]).toBe('old tent');
});

test('what people went on to goes before what the catalogue says', async () => {
  const api = await openShop();
  const path = '/v1/recommendations?scenario=product&itemId=old%20tent&explain=true';
  const answer = await api.get<Answer>(path);
  expect(answer).toMatchObject({ strategy: 'co-visitation', fallback: false });
  expect(idsOf(answer)[0]).toBe('old mat');
  // Few have been with the old tent: what is like it competes as well.
  expect(idsOf(answer)[1]).toBe('new tent');
});

test('an item that is like nothing is answered with what is trending', async () => {
  const api = await openShop();
  const path = '/v1/recommendations?scenario=product&itemId=unheard%20of';
  const answer = await api.get<Answer>(path);
  expect(answer.strategy).toBe('trending');
  expect(idsOf(answer)[0]).toBe('hit');
});

test.for(['scenario=raw', `at=${Date.UTC(2026, 10, 21, 12)}`])(
  'with %s an answer is what the ranker alone makes of it',
  async (plain) => {
    const api = await openShop();
    const answer = await api.get<Answer>(`/v1/recommendations?itemId=new%20tent&${plain}`);
    expect(answer.strategy).toBe('trending');
  },
);

test('a new entry is told of within seconds, and a changed one is like others', async () => {
  const api = await openShop();
  const path = '/v1/recommendations?scenario=product&itemId=new%20phone&explain=true';
  expect(idsOf(await api.get<Answer>(path))[0]).toBe('hit');
  await api.catalogue({ 'new phone': { ...tent, price: 1 } });
  const { items } = await api.get<Answer>(path);
  expect(items[0]!.itemId).toBe('old tent');
  expect(items.find(({ itemId }) => itemId === 'new tent')!.reasons).toEqual([
    { type: 'alike', itemId: 'new phone', likeness: 1 },
  ]);
});
