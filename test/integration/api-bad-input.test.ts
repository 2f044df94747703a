import { expect, test } from 'vitest';
import { openApi } from '../support/api.ts';

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly pointer?: string;
}

const long = 'x'.repeat(257);
const query = (text: string) => `/v1/recommendations?userId=u&${text}`;
const boost = { filter: 'item.price < 5', factor: 2 };
const filter = (text: string) => query(`filter=${encodeURIComponent(text)}`);

test.for([
  [query('n=0'), 'PARAMETER_INVALID', '/n', 'from 1 to 500, got 0'],
  [query('n=-1'), 'PARAMETER_INVALID', '/n', 'got -1'],
  [query('n=1000000000'), 'PARAMETER_INVALID', '/n', 'got 1000000000'],
  [query('n=NaN'), 'PARAMETER_INVALID', '/n', 'got "NaN"'],
  [query('n=1.5'), 'PARAMETER_INVALID', '/n', 'got "1.5"'],
  [query('n='), 'PARAMETER_INVALID', '/n', 'got ""'],
  [query('n=1&n=2'), 'PARAMETER_INVALID', '/n', 'got ["1","2"]'],
  [query('N=5'), 'PARAMETER_UNKNOWN', '/N', '"N" is not known here; there are userId'],
  [query('__proto__=5'), 'PARAMETER_UNKNOWN', '/__proto__', '"__proto__" is not known'],
  [query('a~b/c=5'), 'PARAMETER_UNKNOWN', '/a~0b~1c', '"a~b/c"'],
  [
    query('scenario=basket'),
    'PARAMETER_INVALID',
    '/scenario',
    'one of home, product, cart, listing, raw, got "basket"',
  ],
  [query('at=-1'), 'PARAMETER_INVALID', '/at', 'from 0 to 253402300799999, got -1'],
  [query('at=now'), 'PARAMETER_INVALID', '/at', 'got "now"'],
  [query('scenario=product'), 'PARAMETER_INVALID', '/itemId', 'got nothing'],
  [query('explain=yes'), 'PARAMETER_INVALID', '/explain', 'true or false, got "yes"'],
  [query(`itemId=${long}`), 'PARAMETER_INVALID', '/itemId', '1 to 256 bytes'],
  [query('itemId=a%00b'), 'PARAMETER_INVALID', '/itemId', 'control characters'],
  [query(`exclude=a&exclude=${long}`), 'PARAMETER_INVALID', '/exclude/1', '1 to 256 bytes'],
  ['/v1/recommendations?userId=', 'PARAMETER_INVALID', '/userId', 'got ""'],
  ['/v1/recommendations?userId=a&userId=b', 'PARAMETER_INVALID', '/userId', 'got ["a","b"]'],
  [filter('item.price <'), 'FILTER_INVALID', '/filter', 'line 1, column 13 (characters 12 to 12)'],
  [
    filter('\n item.prise < 3'),
    'FILTER_INVALID',
    '/filter',
    'No such key: prise at line 2, column 7',
  ],
  [filter('1 + 2'), 'FILTER_INVALID', '/filter', 'of type int'],
  [filter('x'.repeat(1001)), 'FILTER_INVALID', '/filter', '1001 characters; at most 1000'],
  [filter('item.itemId.matches("(a+)+$")'), 'FILTER_INVALID', '/filter', '"matches" is not among'],
  [query('filter=true&filter=false'), 'PARAMETER_INVALID', '/filter', 'one text'],
  ['/v1/trending?window=7d', 'PARAMETER_INVALID', '/window', 'one of 5m, 1h, 24h, got "7d"'],
  ['/v1/trending?n=501', 'PARAMETER_INVALID', '/n', 'from 1 to 500'],
  ['/v1/trending?userId=u', 'PARAMETER_UNKNOWN', '/userId', 'window, category, n, filter'],
  [query('maxPerCategory=two'), 'PARAMETER_INVALID', '/maxPerCategory', 'from 1 to 500'],
  [query('diversity=1.01'), 'PARAMETER_INVALID', '/diversity', 'a number from 0 to 1, got 1.01'],
  [query('diversity=-0.5'), 'PARAMETER_INVALID', '/diversity', 'got -0.5'],
  [query('diversity=1e-1'), 'PARAMETER_INVALID', '/diversity', 'got "1e-1"'],
  [query('diversity='), 'PARAMETER_INVALID', '/diversity', 'got ""'],
  ['/v1/popular?window=1h', 'PARAMETER_UNKNOWN', '/window', 'category, n, filter'],
  ['/v1/latest?n=0', 'PARAMETER_INVALID', '/n', 'from 1 to 500'],
  ['/v1/items/a/similar?scenario=home', 'PARAMETER_UNKNOWN', '/scenario', 'n, filter'],
  ['/v1/items/a?n=1', 'PARAMETER_UNKNOWN', '/n', '"n" is not known here'],
  ['/v1/items/%00', 'PARAMETER_INVALID', '/itemId', 'control characters'],
  ['/v1/profiles', 'PROFILE_MISSING', undefined, 'by userId or by anonymousId'],
  ['/v1/profiles?userId=a&anonymousId=b', 'PROFILE_MISSING', undefined, 'Name one'],
] as const)('GET %s is answered 400 %s', async ([path, code, pointer, says]) => {
  const api = await openApi();
  const problem = await api.get<Problem>(path, 400);
  expect([problem.code, problem.pointer]).toEqual([code, pointer]);
  expect(problem.message).toContain(says);
});

test.for([
  [[], 'BODY_INVALID', ''],
  [{ n: '5' }, 'PARAMETER_INVALID', '/n'],
  [{ session: 'A' }, 'PARAMETER_INVALID', '/session'],
  [{ session: ['A', 5] }, 'PARAMETER_INVALID', '/session/1'],
  [{ session: Array.from({ length: 101 }, String) }, 'PARAMETER_INVALID', '/session'],
  [{ exclude: Array.from({ length: 501 }, String) }, 'PARAMETER_INVALID', '/exclude'],
  [{ slots: {} }, 'PARAMETER_INVALID', '/slots'],
  [{ slots: [] }, 'BODY_INVALID', '/slots'],
  [{ slots: { top: 5 } }, 'BODY_INVALID', '/slots/top'],
  [{ slots: { '1': {} } }, 'PARAMETER_INVALID', '/slots'],
  [{ slots: { top: { n: 0 } } }, 'PARAMETER_INVALID', '/slots/top/n'],
  [{ slots: { top: { filter: 'item.' } } }, 'FILTER_INVALID', '/slots/top/filter'],
  [{ scenario: 'cart', itemId: 'A' }, 'PARAMETER_INVALID', '/itemId'],
  [{ maxPerCategory: 0 }, 'PARAMETER_INVALID', '/maxPerCategory'],
  [{ diversity: '0.5' }, 'PARAMETER_INVALID', '/diversity'],
  [{ diversity: Infinity }, 'PARAMETER_INVALID', '/diversity'],
  [{ candidates: [] }, 'PARAMETER_INVALID', '/candidates'],
  [{ candidates: 'A' }, 'PARAMETER_INVALID', '/candidates'],
  [{ candidates: ['A', ''] }, 'PARAMETER_INVALID', '/candidates/1'],
  [{ candidates: Array.from({ length: 501 }, String) }, 'PARAMETER_INVALID', '/candidates'],
  [{ boost: 'item.price < 5' }, 'PARAMETER_INVALID', '/boost'],
  [{ boost: Array.from({ length: 21 }, () => boost) }, 'PARAMETER_INVALID', '/boost'],
  [{ boost: [5] }, 'BODY_INVALID', '/boost/0'],
  [{ boost: [boost, { factor: 2 }] }, 'PARAMETER_INVALID', '/boost/1/filter'],
  [{ boost: [{ ...boost, filter: 'item.' }] }, 'FILTER_INVALID', '/boost/0/filter'],
  [{ boost: [{ filter: 'true' }] }, 'PARAMETER_INVALID', '/boost/0/factor'],
  [{ boost: [{ ...boost, factor: 0 }] }, 'PARAMETER_INVALID', '/boost/0/factor'],
  [{ boost: [{ ...boost, factor: -1 }] }, 'PARAMETER_INVALID', '/boost/0/factor'],
  [{ boost: [{ ...boost, factor: 101 }] }, 'PARAMETER_INVALID', '/boost/0/factor'],
  // What JSON makes of Infinity.
  [{ boost: [{ ...boost, factor: Infinity }] }, 'PARAMETER_INVALID', '/boost/0/factor'],
  [
    { slots: { top: { boost: [{ ...boost, weight: 1 }] } } },
    'PARAMETER_UNKNOWN',
    '/slots/top/boost/0/weight',
  ],
  [{ slots: { top: { userId: 'u' } } }, 'PARAMETER_UNKNOWN', '/slots/top/userId'],
  [{ n: 5, slots: { top: {} } }, 'PARAMETER_UNKNOWN', '/n'],
  [{ constructor: 5 }, 'PARAMETER_UNKNOWN', '/constructor'],
] as const)('POST %j is answered 400 %s', async ([body, code, pointer]) => {
  const api = await openApi();
  const problem = await api.post<Problem>('/v1/recommendations', body, 400);
  expect([problem.code, problem.pointer]).toEqual([code, pointer]);
});

test.for(['{', 'null', '', '{"__proto__":{"n":1}}'])(
  'the body %s is answered 400',
  async (payload) => {
    const api = await openApi();
    const headers = { 'content-type': 'application/json' };
    const answer = await api.app.inject({
      method: 'POST',
      url: '/v1/recommendations',
      headers,
      payload,
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<Problem>().code).toMatch(/^BODY_/);
  },
);

test('nothing is known of strange but well-formed ids', async () => {
  const api = await openApi();
  for (const id of ['{}', '😀', '../..', "'; drop", 'a b', '__proto__']) {
    const text = encodeURIComponent(id);
    const answer = await api.get(`/v1/recommendations?userId=${text}&itemId=${text}`);
    expect(answer).toMatchObject({ strategy: 'none' });
    const problem = { code: expect.stringContaining('_UNKNOWN') as string };
    expect(await api.get(`/v1/items/${text}`, 404)).toMatchObject(problem);
    expect(await api.get(`/v1/profiles?userId=${text}`, 404)).toMatchObject(problem);
  }
});
