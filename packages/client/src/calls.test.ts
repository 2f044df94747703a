import { expect, it } from 'vitest';
import { answerOf, createCalls } from './calls.ts';

/** Calls whose requests are kept, and answered with `answer`. */
function open(answer: () => Response | Promise<Response>, key = '', timeoutMs = 1_000) {
  const requests: Request[] = [];
  const calls = createCalls({
    url: 'https://freshet.example/behind/',
    key,
    timeoutMs,
    fetch: async (request, init) => {
      requests.push(request as Request);
      init?.signal?.throwIfAborted();
      return answer();
    },
  });
  return { calls, requests };
}

const json =
  (body: object, status = 200, headers = {}) =>
  () =>
    Response.json(body, { status, headers });

it.for([
  {
    what: 'a secret key in a header',
    key: 'freshet_sk_x',
    header: 'Bearer freshet_sk_x',
    search: '',
  },
  {
    what: 'a publishable key in the address',
    key: 'freshet_pk_x',
    header: null,
    search: '?key=freshet_pk_x',
  },
  { what: 'no key', key: '', header: null, search: '' },
])('sends $what', async ({ key, header, search }) => {
  const { calls, requests } = open(json({ accepted: 1 }), key);
  await answerOf(calls.POST('/v1/events', { body: { type: 'view', userId: 'a', itemId: 'b' } }));
  const [{ url, headers }] = requests as [Request];
  expect(url).toBe(`https://freshet.example/behind/v1/events${search}`);
  expect(headers.get('authorization')).toBe(header);
});

it('writes ids into the path, and lists into the query, so that they arrive', async () => {
  const { calls, requests } = open(json({ items: [] }), 'freshet_pk_x');
  const params = { path: { itemId: 'a/ü ?' }, query: { n: 2, filter: 'item.price < 5' } };
  await answerOf(calls.GET('/v1/items/{itemId}/similar', { params }));
  const exclude = ['a,b', 'c&d'];
  await answerOf(calls.GET('/v1/recommendations', { params: { query: { exclude } } }));
  const [similar, listed] = requests.map(({ url }) => new URL(url));
  expect(decodeURIComponent(similar!.pathname)).toBe('/behind/v1/items/a/ü ?/similar');
  expect(similar!.pathname).toContain('/a%2F');
  expect(similar!.searchParams.get('filter')).toBe('item.price < 5');
  expect(listed!.searchParams.getAll('exclude')).toEqual(exclude);
});

const away = () => Promise.reject(new TypeError('fetch failed'));
const late = () => Promise.reject(new DOMException('Late.', 'TimeoutError'));
const problem = { code: 'RATE_LIMITED', message: 'Too many.', pointer: '/n' };
const page = () => new Response('<h1>Bad gateway</h1>', { status: 502 });

it.for([
  ['a refusal', json(problem, 400), { status: 400, ...problem, isPassing: false }],
  [
    'one that says when to come back',
    json(problem, 429, { 'retry-after': '7' }),
    { status: 429, retryAfterMs: 7_000, isPassing: true },
  ],
  ['a page of a proxy', page, { status: 502, code: 'ANSWER_UNREADABLE', isPassing: true }],
  ['a good answer that is none', () => new Response('<h1>'), { code: 'ANSWER_UNREADABLE' }],
  ['no answer', away, { status: 0, code: 'UNREACHABLE', isPassing: true }],
  ['one that comes too late', late, { status: 0, code: 'TIMEOUT', isPassing: true }],
] as const)('throws what failed: %s', async ([, answer, thrown]) => {
  const { calls } = open(answer);
  await expect(answerOf(calls.GET('/v1/popular'))).rejects.toMatchObject(thrown);
});
