import { expect, test } from 'vitest';
import { openApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { type Answer, idsOf, openShop } from '../support/small-shop.ts';

test('a strict filter still fills the list, from neighbours to items nobody has visited', async () => {
  const api = await openShop();
  const shoes = { categories: ['shoes'], price: 20 };
  const cheap = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`c${i}`, shoes]));
  await api.catalogue({ ...cheap, X: shoes, P: { price: 99 }, Y: { ...shoes, price: null } });
  const filter = encodeURIComponent('item.price < 50 && "shoes" in item.categories');
  const answer = await api.get<Answer>(`/v1/recommendations?userId=visitor&n=25&filter=${filter}`);
  expect(idsOf(answer)).toHaveLength(25);
  expect(idsOf(answer)[0]).toBe('X');
  expect(idsOf(answer)).not.toContain('P');
  // Y has no price: what a filter cannot tell does not match.
  expect(idsOf(answer)).not.toContain('Y');
});

test('one that lets 30 of 50,000 items through fills it from wherever they stand', async () => {
  const api = await openApi({ itemsMax: 50_000 });
  const rare = new Set(Array.from({ length: 30 }, (_, i) => `item ${49_999 - 700 * i}`));
  const ids = Array.from({ length: 50_000 }, (_, i) => `item ${i}`);
  await api.putOrDelete(
    Object.fromEntries(ids.map((id) => [id, { price: rare.has(id) ? 5 : 50 }])),
  );
  await eventually('the tables know the catalogue', () => {
    expect(api.tables.catalogued).toBe(50_000);
  });
  const answerTo = (expression: string, n: number) =>
    api.get<Answer>(`/v1/recommendations?n=${n}&filter=${encodeURIComponent(expression)}`);
  expect(new Set(idsOf(await answerTo('item.price < 10', 30)))).toEqual(rare);
  expect(idsOf(await answerTo('item.price < 10', 100))).toHaveLength(30);
  expect(await answerTo('item.price < 0', 20)).toMatchObject({ strategy: 'none', items: [] });
  // What changes the catalogue changes the answer.
  await api.catalogue({ 'item 49999': { price: 50 }, 'item 7': { price: 1 } });
  const later = idsOf(await answerTo('item.price < 10', 100));
  expect([later.length, later.includes('item 7'), later.includes('item 49999')]).toEqual([
    30,
    true,
    false,
  ]);
  const lists = await api.post<{ slots: Record<string, Answer> }>('/v1/recommendations', {
    slots: {
      first: { n: 20, filter: 'item.price < 10' },
      second: { n: 20, filter: 'item.price < 10' },
    },
  });
  const both = [...idsOf(lists.slots['first']!), ...idsOf(lists.slots['second']!)];
  expect([both.length, new Set(both).size]).toEqual([30, 30]);
});

test('a boost brings forward what is likelier by its factor, below 0 too, and holds back below 1', async () => {
  const api = await openShop();
  const unseen = { price: 50 };
  await api.catalogue({ X: {}, B: { price: 5 }, P: { price: 5 }, Y: { price: 5 }, unseen });
  const answerTo = (...boost: object[]) =>
    api.post<Answer>('/v1/recommendations', { userId: 'visitor', boost });
  const scoresOf = ({ items }: Answer) =>
    Object.fromEntries(items.map(({ itemId, score }) => [itemId, score]));
  const plain = scoresOf(await answerTo());
  expect(Object.keys(plain)).toEqual(['X', 'P', 'B', 'Y', 'unseen']);
  expect(plain['unseen']).toBeLessThan(0);
  const boosted = await answerTo(
    { filter: 'item.price > 10', factor: 100 },
    { filter: 'item.price < 10', factor: 0.5 },
  );
  expect(idsOf(boosted)).toEqual(['X', 'unseen', 'P', 'B', 'Y']);
  const scores = scoresOf(boosted);
  expect(scores['unseen']! - plain['unseen']!).toBeCloseTo(Math.log(100), 3);
  expect(scores['P']! - plain['P']!).toBeCloseTo(-Math.log(2), 3);
  expect(scores['X']).toBe(plain['X']);
});

test('given candidates are put into order, all of them once, those nobody knows last', async () => {
  const api = await openShop();
  const rerank = (fields: object) =>
    api.post<Answer>('/v1/recommendations', { userId: 'visitor', ...fields });
  const candidates = ['new', 'Y', 'P', 'X', 'Y', 'newer', 'P'];
  const answer = await rerank({ candidates });
  expect(answer).toMatchObject({ strategy: 'co-visitation', fallback: false });
  expect(idsOf(answer)).toEqual(['X', 'P', 'Y', 'new', 'newer']);
  expect(answer.items.findIndex(({ score }) => score === null)).toBe(3);
  expect(answer.items.at(-1)!.score).toBeNull();
  const whole = await rerank({});
  const scoreIn = ({ items }: Answer, id: string) => items.find((one) => one.itemId === id)!.score;
  expect(scoreIn(answer, 'P')).toBe(scoreIn(whole, 'P'));
  expect(idsOf(await rerank({ candidates, n: 4 }))).toEqual(['X', 'P', 'Y', 'new']);
  expect(idsOf(await rerank({ candidates, exclude: ['P', 'new'] }))).toEqual(['X', 'Y', 'newer']);
  // The visitor looks at A.
  expect(idsOf(await rerank({ candidates: ['A', 'X'] }))).toEqual(['X']);
  const unknown = await rerank({ candidates: ['new'] });
  expect(unknown).toMatchObject({ strategy: 'none', fallback: true, items: [{ score: null }] });
});

test('what ranks last of 500 candidates is among them as well, and a short answer has the best', async () => {
  const api = await openApi();
  const ids = Array.from({ length: 500 }, (_, i) => `item ${i}`);
  // Item i has been visited i times or more by tens.
  await api.visit(
    Object.fromEntries(Array.from({ length: 10 }, (_, u) => [`u${u}`, ids.slice(50 * u)])),
  );
  const all = await api.post<Answer>('/v1/recommendations', { candidates: ids });
  expect(new Set(idsOf(all))).toEqual(new Set(ids));
  const best = await api.post<Answer>('/v1/recommendations', { candidates: ids, n: 7 });
  expect(idsOf(best)).toEqual(idsOf(all).slice(0, 7));
  const reversed = await api.post<Answer>('/v1/recommendations', { candidates: ids.toReversed() });
  expect(reversed.items.map(({ score }) => score)).toEqual(all.items.map(({ score }) => score));
});

test('a boosted candidate comes first, however deep it stands', async () => {
  const api = await openApi();
  const ids = Array.from({ length: 500 }, (_, i) => `item ${i}`);
  await api.visit({ u: ids, v: ids, w: ids.slice(1), x: ids.slice(1) });
  await api.catalogue(Object.fromEntries(ids.map((id, i) => [id, { price: i }])));
  const answer = await api.post<Answer>('/v1/recommendations', {
    candidates: ids,
    n: 3,
    boost: [{ filter: 'item.price < 1', factor: 100 }],
  });
  expect(idsOf(answer)[0]).toBe('item 0');
});

test('without a catalogue a caller may have an item put into order that few have visited', async () => {
  const api = await openApi({ visitorsMin: 3 });
  await api.visit({ u: ['A', 'B'], v: ['B'], w: ['B'] });
  const rerank = (fields: object) => api.post<Answer>('/v1/recommendations', fields);
  expect(idsOf(await rerank({}))).toEqual(['B']);
  expect(idsOf(await rerank({ candidates: ['A', 'B'] }))).toEqual(['B', 'A']);
});

test('with a catalogue only candidates that it has, and available, come back', async () => {
  const api = await openShop();
  await api.catalogue({ X: {}, P: { available: false }, Y: { price: 5 }, unseen: {} });
  const rerank = (fields: object) =>
    api.post<Answer>('/v1/recommendations', {
      userId: 'visitor',
      candidates: ['unseen', 'P', 'Y', 'X', 'new'],
      ...fields,
    });
  expect(idsOf(await rerank({}))).toEqual(['X', 'Y', 'unseen']);
  expect(idsOf(await rerank({ filter: 'item.price < 10' }))).toEqual(['Y']);
});

test('two lists of the same candidates share none', async () => {
  const api = await openShop();
  const slot = { candidates: ['new', 'Y', 'P', 'X'], n: 2 };
  const { slots } = await api.post<{ slots: Record<string, Answer> }>('/v1/recommendations', {
    userId: 'visitor',
    slots: { first: slot, second: slot, third: slot },
  });
  expect(Object.values(slots).map(idsOf)).toEqual([['X', 'P'], ['Y', 'new'], []]);
});

test('with a filter and no catalogue nothing matches', async () => {
  const api = await openShop();
  const answer = await api.get<Answer>('/v1/recommendations?userId=visitor&filter=true');
  expect(answer).toMatchObject({ strategy: 'none', fallback: true, items: [] });
});

test('a list has so many of each category at most, whatever fills it', async () => {
  const api = await openShop();
  const of = (...categories: string[]) => ({ categories });
  const spare = Array.from({ length: 40 }, (_, i) => [`spare ${i}`, of(i < 30 ? 'camp' : 'shoes')]);
  await api.catalogue({
    X: of('camp'),
    P: of('camp', 'shoes'),
    B: of('camp'),
    Y: of('shoes', 'camp'),
    plain: {},
    plainer: {},
    ...Object.fromEntries(spare),
  });
  const answer = await api.get<Answer>('/v1/recommendations?userId=visitor&maxPerCategory=2');
  const ids = idsOf(answer);
  // An item counts in its first category; one without any is held back by nothing.
  expect(ids.slice(0, 3)).toEqual(['X', 'P', 'Y']);
  expect(ids).not.toContain('B');
  expect(ids.filter((id) => id.startsWith('spare'))).toHaveLength(1);
  expect(ids).toEqual(expect.arrayContaining(['plain', 'plainer']));
  expect(ids).toHaveLength(6);
  const candidates = ['B', 'P', 'spare 0', 'X', 'spare 35', 'Y'];
  const given = await api.post<Answer>('/v1/recommendations', {
    userId: 'visitor',
    candidates,
    maxPerCategory: 1,
  });
  expect(idsOf(given)).toEqual(['X', 'Y']);
  const two = await api.post<{ slots: Record<string, Answer> }>('/v1/recommendations', {
    userId: 'visitor',
    slots: { first: { maxPerCategory: 1, n: 2 }, second: { maxPerCategory: 1, n: 2 } },
  });
  expect(Object.values(two.slots).map(idsOf)).toEqual([
    ['X', 'Y'],
    ['P', expect.stringMatching(/^(plain|spare 3)/)],
  ]);
});
