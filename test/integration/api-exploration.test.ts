import type { LoggedAnswer } from '@freshet/events';
import { dice } from '@freshet/recommend';
import { describe, expect, test } from 'vitest';
import { NOW, openApi, type Sessions } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { loggedAnswers } from '../support/logged-answers.ts';
import { ruleCalls } from '../support/rules.ts';
import { type Answer, idsOf } from '../support/small-shop.ts';

const KNOWN = Array.from({ length: 30 }, (_, i) => `known ${i}`);
const YOUNG = ['young tent', 'young boots', 'young lamp'];

/** Each of forty visitors has been with all known items: 1,200 visits. */
const crowd: Sessions = Object.fromEntries(
  Array.from({ length: 40 }, (_, i) => [`user ${i}`, KNOWN]),
);

/** Thirty items that everybody knows, and three that nobody has been with. */
async function openShop({ explorationShare = 0.05, sessions = crowd } = {}) {
  const numbers = dice(11);
  const random = () => Math.floor(2 ** 48 * numbers());
  const api = await openApi({ explorationShare, random });
  await api.visit(sessions);
  await api.catalogue({
    ...Object.fromEntries(KNOWN.map((id, i) => [id, { categories: [i < 15 ? 'camp' : 'town'] }])),
    'young tent': { title: 'Tent', categories: ['camp'], publishedAt: NOW - 90_000 },
    'young boots': { title: 'Boots', categories: ['town'] },
    'young lamp': { title: 'Lamp', categories: ['lights'] },
    'old tent': { title: 'Tent', categories: ['camp'], publishedAt: NOW - 40 * 86_400_000 },
  });
  const answers = async (count: number, body: object = {}) => {
    const all: Answer[] = [];
    for (let i = 0; i < count; i++) all.push(await api.post<Answer>('/v1/recommendations', body));
    return all;
  };
  return { api, answers };
}

interface Explored {
  readonly itemId: string;
  readonly place: number;
}

function exploredIn(answers: readonly Answer[]): Explored[] {
  return answers.flatMap(({ items }) =>
    items.flatMap((item, place) => ('explored' in item ? [{ itemId: item.itemId, place }] : [])),
  );
}

test('one place in twenty shows an item that nobody knows, wherever it is', async () => {
  const { answers } = await openShop();
  const given = await answers(200);
  for (const answer of given) {
    expect(answer.items).toHaveLength(20);
    expect(new Set(idsOf(answer)).size).toBe(20);
    expect(answer.strategy).toBe('trending');
    expect(answer.items.filter(({ score }) => score === null)).toEqual([
      { itemId: expect.stringMatching(/^young/), explored: true, score: null },
    ]);
  }
  const explored = exploredIn(given);
  expect(new Set(explored.map(({ itemId }) => itemId))).toEqual(new Set(YOUNG));
  expect(new Set(explored.map(({ place }) => place)).size).toBe(20);
});

test('the ranking goes on around it, and loses what came last', async () => {
  const { api, answers } = await openShop();
  const ranked = idsOf(await api.post<Answer>('/v1/recommendations', { exploration: 0 }));
  for (const answer of await answers(20)) {
    const others = idsOf(answer).filter((itemId) => !YOUNG.includes(itemId));
    expect(others).toEqual(ranked.slice(0, 19));
  }
});

test('the answers’ log has the chance of each item to stand in its place', async () => {
  const { api, answers } = await openShop();
  const given = await answers(50);
  const logged: LoggedAnswer[] = [];
  await eventually('the answers are logged', async () => {
    logged.splice(0, logged.length, ...(await loggedAnswers(api.log)));
    expect(logged).toHaveLength(given.length);
  });
  for (const { items } of logged) {
    const at = items.findIndex(({ itemId }) => YOUNG.includes(itemId));
    for (const [place, { propensity }] of items.entries()) {
      // One place in twenty is explored, with one of three items. A ranked item stands in its own place if
      // that is one further down, and in the next one if it is one before.
      const chance = place === at ? 1 / 20 / 3 : place < at ? (19 - place) / 20 : place / 20;
      expect(propensity).toBeCloseTo(chance, 6);
    }
  }
});

test('what is like what the visitor looks at comes more often', async () => {
  const { answers } = await openShop();
  const given = await answers(300, { session: ['known 3'] });
  const tents = exploredIn(given).filter(({ itemId }) => itemId === 'young tent');
  // Half of the choice is its alone, a third of the other half as well: two in three, ± 5 deviations.
  expect(tents.length / 300).toBeGreaterThan(2 / 3 - 0.14);
  expect(tents.length / 300).toBeLessThan(2 / 3 + 0.14);
});

test('the same dice draw the same', async () => {
  const list = async () => {
    const { answers } = await openShop();
    return (await answers(5)).map(idsOf);
  };
  expect(await list()).toEqual(await list());
});

describe('an explored item is one that the list may have', () => {
  const half = { exploration: 0.5 };

  test.for<[string, object, string[]]>([
    ['excluded ones are not', { exclude: ['young lamp'] }, ['young boots', 'young tent']],
    [
      'those a filter refuses are not',
      { filter: '!("lights" in item.categories)' },
      ['young boots', 'young tent'],
    ],
    [
      'nor the page’s own item',
      { scenario: 'product', itemId: 'young boots' },
      ['young lamp', 'young tent'],
    ],
    ['nor those of another category', { scenario: 'listing', category: 'camp' }, ['young tent']],
    ['nor more of a category than wanted', { maxPerCategory: 6 }, ['young lamp']],
  ])('%s', async ([, body, expected]) => {
    const { answers } = await openShop();
    const explored = exploredIn(await answers(30, { ...half, n: 12, ...body }));
    expect([...new Set(explored.map(({ itemId }) => itemId))].toSorted()).toEqual(expected);
  });

  test('nor those in another slot', async () => {
    const { api } = await openShop();
    const slots = { top: { n: 4, ...half }, below: { n: 4, ...half } };
    for (let i = 0; i < 30; i++) {
      const answer = await api.post<{ slots: Record<string, Answer> }>('/v1/recommendations', {
        slots,
      });
      const all = [...idsOf(answer.slots['top']!), ...idsOf(answer.slots['below']!)];
      expect(new Set(all).size).toBe(8);
    }
  });
});

describe('business rules', () => {
  const half = { exploration: 0.5, n: 12 };

  test('what they hide or bury is not explored', async () => {
    const { api, answers } = await openShop();
    const { put } = ruleCalls(api);
    await put('no', { action: 'hide', filter: '"lights" in item.categories' });
    await put('last', { action: 'bury', filter: 'item.itemId == "young tent"' });
    const explored = exploredIn(await answers(30, half));
    expect(new Set(explored.map(({ itemId }) => itemId))).toEqual(new Set(['young boots']));
  });

  test('what they pin stays where it is, with certainty', async () => {
    const { api, answers } = await openShop();
    const { put } = ruleCalls(api);
    await put('front', { action: 'pin', itemIds: ['known 20', 'young lamp'], position: 3 });
    for (const answer of await answers(30, half)) {
      expect(answer.items).toHaveLength(12);
      expect(idsOf(answer).slice(2, 4)).toEqual(['known 20', 'young lamp']);
      expect(exploredIn([answer])).toHaveLength(2);
    }
    await eventually('the answers are logged', async () => {
      const logged = await loggedAnswers(api.log);
      expect(logged).toHaveLength(30);
      for (const { items } of logged) {
        expect(items.slice(2, 4).map(({ propensity }) => propensity)).toEqual([1, 1]);
        // Ten places are open, and both others are in two of them.
        for (const { itemId, propensity } of items) {
          if (/young (tent|boots)/.test(itemId)) expect(propensity).toBeCloseTo(1 / 10, 6);
        }
      }
    });
  });
});

describe('nothing is explored', () => {
  test.for<[string, object]>([
    ['in the raw scenario', { scenario: 'raw' }],
    ['as of another time', { at: NOW }],
    ['among given candidates', { candidates: KNOWN }],
    ['where the list is to have none', { exploration: 0 }],
  ])('%s', async ([, body]) => {
    const { answers } = await openShop({ explorationShare: 0.5 });
    expect(exploredIn(await answers(10, body))).toEqual([]);
  });

  test('among similar items', async () => {
    const { api } = await openShop({ explorationShare: 0.5 });
    for (let i = 0; i < 10; i++) {
      const answer = await api.get<Answer>('/v1/items/known%203/similar');
      expect(exploredIn([answer])).toEqual([]);
    }
  });

  test('before the site has a thousand visits', async () => {
    const few = Object.fromEntries(Object.entries(crowd).slice(0, 33));
    const { api, answers } = await openShop({ explorationShare: 0.5, sessions: few });
    expect(exploredIn(await answers(10))).toEqual([]);
    await api.visit({ 'one more': KNOWN });
    expect(exploredIn(await answers(10))).not.toEqual([]);
  });
});

test('explain says so', async () => {
  const { answers } = await openShop();
  const [answer] = await answers(1, { explain: true });
  const item = answer!.items.find(({ itemId }) => YOUNG.includes(itemId));
  expect(item).toMatchObject({ explored: true, reasons: [{ type: 'exploration' }] });
});

test.for([-0.01, 0.51, 'none', null])('an exploration of %s is refused', async (exploration) => {
  const { api } = await openShop();
  const answer = await api.post('/v1/recommendations', { exploration }, 400);
  expect(answer).toMatchObject({ code: 'PARAMETER_INVALID', pointer: '/exploration' });
});

describe('what exploration costs', () => {
  const path = '/v1/admin/exploration';

  test('is told to this machine alone', async () => {
    const { app } = await openApi();
    const here = await app.inject(path);
    expect([here.statusCode, here.json()]).toMatchObject([200, { site: 'default', young: 0 }]);
    const away = await app.inject({ url: path, remoteAddress: '192.0.2.1' });
    expect([away.statusCode, away.json()]).toMatchObject([403, { code: 'ADMIN_LOCAL_ONLY' }]);
  });

  test.for(['site=', 'site=a%00b', 'site=a&site=b', 'sight=default'])(
    'is not told of %s',
    async (query) => {
      const { app } = await openApi();
      const answer = await app.inject(`${path}?${query}`);
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({
        code: expect.any(String),
        pointer: expect.any(String),
      });
    },
  );
});
