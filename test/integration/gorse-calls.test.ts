import { partitionOf, topics } from '@freshet/events';
import { timeText } from '@freshet/gorse';
import { expect, test, vi } from 'vitest';
import { openApi } from '../support/api.ts';
import { askAll, feedback, TOLD_AT, tellFeedback } from '../support/gorse-calls.ts';
import { openIngest } from '../support/ingest.ts';
import { urlOf } from '../support/tagged-site.ts';

const scores = (...ids: readonly string[]) =>
  ids.map((Id) => ({ Id, Score: expect.any(Number) as number }));
const itemA = {
  ItemId: 'A',
  IsHidden: false,
  Categories: ['c'],
  Timestamp: '2026-11-20T00:00:00Z',
  Labels: { size: 3 },
  Comment: 'Tent',
};
/** An id as sites have them that are not in English. */
const tents = '帐篷/⛺ a+b';
const health = {
  Ready: true,
  DataStoreError: null,
  CacheStoreError: null,
  DataStoreConnected: true,
  CacheStoreConnected: true,
};

test('what Gorse’s clients ask for, with the exact answers', async () => {
  const ingest = await openIngest();
  const api = await openApi({ ingestUrl: await urlOf(ingest.app) });
  await api.catalogue({ Y: { categories: ['c'], publishedAt: Date.UTC(2026, 10, 19) }, Z: {} });
  await askAll(api.app, [
    ['POST /api/item', itemA, 200, { RowAffected: 1 }],
    ['GET /api/item/A', undefined, 200, itemA],
    [
      'POST /api/items/',
      [{ ItemId: 'X/1' }, { ItemId: 'hidden', IsHidden: true }],
      200,
      { RowAffected: 2 },
    ],
  ]);
  await api.visit({
    u: ['A', 'X/1'],
    v: ['A', 'X/1'],
    w: ['Y', 'X/1'],
    x: ['Y'],
    z: ['A'],
    'n/1': ['A'],
  });
  const empty = {
    IsHidden: false,
    Categories: [],
    Timestamp: '0001-01-01T00:00:00Z',
    Labels: null,
    Comment: '',
  };
  await askAll(api.app, [
    ['GET /api/recommend/n%2F1', undefined, 200, ['X/1', 'Y', 'Z']],
    ['GET /api/recommend/n/1/', undefined, 200, ['X/1', 'Y', 'Z']],
    ['GET /api/recommend/n%2F1?n=1&offset=1', undefined, 200, ['Y']],
    ['GET /api/recommend/n%2F1?n=0', undefined, 200, []],
    ['GET /api/recommend/n%2F1?n=9&offset=600', undefined, 200, []],
    ['GET /api/recommend/n%2F1/c', undefined, 200, ['Y']],
    ['GET /api/recommend/n%2F1?n=1&future=1', undefined, 200, ['X/1']],
    ['GET /api/recommend/n%2F1?category=c&category=none', undefined, 200, []],
    ['GET /api/recommend/n%2F1?n=x', undefined, 400, 'n must be a whole number, got "x".'],
    ['GET /api/recommend/n%2F1?n=2&write-back-type=read', undefined, 200, ['X/1', 'Y']],
    ['GET /api/recommend/n/1/c?write-back-type=hide&write-back-delay=1h', undefined, 200, ['Y']],
    ['GET /api/recommend/n%2F1?n=0&write-back-type=read', undefined, 200, []],
    ['GET /api/recommend/u?write-back-delay=soon', undefined, 200, ['Y', 'A', 'Z']],
    [
      'GET /api/recommend/u?write-back-type=read&write-back-delay=soon',
      undefined,
      400,
      'write-back-delay must be a duration such as 1h30m, 720h at most, got "soon".',
    ],
    [
      'GET /api/recommend/u?write-back-type=read&write-back-delay=720h1s',
      undefined,
      400,
      expect.stringContaining('720h at most'),
    ],
    [
      'GET /api/recommend/u?write-back-type=read&n=101',
      undefined,
      400,
      'With write-back-type n is at most 100.',
    ],
    ['GET /api/collaborative-filtering/n%2F1', undefined, 200, scores('X/1', 'Y', 'Z')],
    ['GET /api/collaborative-filtering/n/1/c', undefined, 200, scores('Y')],
    ['POST /api/session/recommend/?n=1', [feedback('read', 'A')], 200, scores('X/1')],
    [
      'POST /api/session/recommend?n=1&offset=1',
      [{ ...feedback('read', 'A'), Future: [1] }],
      200,
      scores('Y'),
    ],
    [
      'POST /api/session/recommend/c',
      [{ ...feedback('read', 'A'), Timestamp: null, Labels: null }],
      200,
      scores('Y'),
    ],
    [
      'POST /api/session/recommend',
      [feedback('read', 'A', 'soon')],
      400,
      expect.stringContaining('Row 0: Timestamp'),
    ],
    ['POST /api/session/recommend', {}, 400, 'The body must be a JSON array of feedback.'],
    ['GET /api/popular/', undefined, 200, scores('A', 'X/1', 'Y')],
    ['GET /api/popular/c?n=1&offset=1', undefined, 200, scores('Y')],
    ['GET /api/popular?user-id=n%2F1', undefined, 200, scores('X/1', 'Y')],
    [
      'GET /api/latest',
      undefined,
      200,
      [
        { Id: 'A', Score: 1_795_132_800 },
        { Id: 'Y', Score: 1_795_046_400 },
      ],
    ],
    ['GET /api/latest?user-id=n%2F1', undefined, 200, scores('Y')],
    ['GET /api/latest/c/?n=1', undefined, 200, scores('A')],
    ['GET /api/non-personalized/most_starred', undefined, 200, scores('A', 'X/1', 'Y')],
    ['GET /api/non-personalized/latest/?category=c', undefined, 200, scores('A', 'Y')],
    ['GET /api/non-personalized/trending?user-id=n%2F1&n=1', undefined, 200, scores('X/1')],
    ['GET /api/item/A/neighbors/?n=1', undefined, 200, scores('X/1')],
    ['GET /api/item/X/1/neighbors/c', undefined, 200, scores('A', 'Y')],
    ['GET /api/item-to-item/similar/X%2F1?n=1', undefined, 200, scores('A')],
    ['GET /api/item/nothing/neighbors', undefined, 200, []],
    ['GET /api/user/u/neighbors', undefined, 200, []],
    ['GET /api/user/u/neighbors/', undefined, 200, []],
    ['GET /api/user-to-user/similar/u', undefined, 200, []],
    ['GET /api/item/X/1', undefined, 200, { ItemId: 'X/1', ...empty }],
    ['GET /api/item/nothing', undefined, 404, 'nothing: item not found'],
    ['PATCH /api/item/A', { Comment: 'Big tent', Labels: null }, 200, { RowAffected: 1 }],
    ['GET /api/item/A/', undefined, 200, { ...itemA, Comment: 'Big tent' }],
    ['PATCH /api/item/nothing', { Comment: 'x' }, 200, { RowAffected: 0 }],
    ['PATCH /api/item/A', { IsHidden: 'no' }, 400, 'IsHidden must be true or false.'],
    ['PUT /api/item/A/category/d/e', undefined, 200, { RowAffected: 1 }],
    ['DELETE /api/item/A/category/c', undefined, 200, { RowAffected: 1 }],
    ['PUT /api/item/nothing/category/c', undefined, 404, 'nothing: item not found'],
    ['GET /api/item/A', undefined, 200, { ...itemA, Comment: 'Big tent', Categories: ['d/e'] }],
    ['GET /api/items?n=500', undefined, 200, { Cursor: '', Items: expect.any(Array) }],
    ['GET /api/items?n=1&Cursor=x', undefined, 400, expect.stringContaining('cursor')],
    [
      'GET /api/items?q=TENT%20big',
      undefined,
      200,
      { Cursor: '', Items: [{ ...itemA, Comment: 'Big tent', Categories: ['d/e'] }] },
    ],
    ['GET /api/items?q=small+tent&n=9', undefined, 200, { Cursor: '', Items: [] }],
    ['GET /api/items/?q=Z', undefined, 200, { Cursor: '', Items: [{ ItemId: 'Z', ...empty }] }],
    ['GET /api/items?q=a&q=b', undefined, 400, expect.stringContaining('one text')],
    [`GET /api/items?q=${'w+'.repeat(17)}`, undefined, 400, expect.stringContaining('16 words')],
    ['DELETE /api/item/A', undefined, 200, { RowAffected: 1 }],
    ['GET /api/item/A', undefined, 200, { ItemId: 'A', ...empty }],
    ['POST /api/items', [{ ItemId: tents, Future: { a: 1 } }], 200, { RowAffected: 1 }],
    [`GET /api/item/${encodeURI(tents)}`, undefined, 200, { ItemId: tents, ...empty }],
    [`GET /api/item/${encodeURIComponent(tents)}`, undefined, 200, { ItemId: tents, ...empty }],
    [`PATCH /api/item/${encodeURI(tents)}`, { Future: 1 }, 200, { RowAffected: 1 }],
    [`DELETE /api/item/${encodeURIComponent(tents)}`, undefined, 200, { RowAffected: 1 }],
    [`GET /api/item/${encodeURI(tents)}`, undefined, 404, `${tents}: item not found`],
    ['GET /api/health/live', undefined, 200, health],
    ['GET /api/health/ready', undefined, 200, health],
    ['GET /api/feedback?n=1', undefined, 200, { Cursor: '', Feedback: [], Feedbacks: [] }],
    ['GET /api/feedback/read/?n=0', undefined, 200, { Cursor: '0.0', Feedback: [], Feedbacks: [] }],
    ['GET /api/feedback?cursor=x', undefined, 400, 'cursor must be one that an answer gave.'],
    ['GET /api/feedback/read/u/A', undefined, 200, {}],
    ['GET /api/feedback/u/A', undefined, 200, []],
    ['GET /api/user/u/feedback', undefined, 200, []],
    ['GET /api/user/u/feedback/read/', undefined, 200, []],
    ['GET /api/item/A/feedback/', undefined, 200, []],
    ['GET /api/item/A/feedback/read', undefined, 200, []],
    ['GET /api/user/u/1', undefined, 404, 'u/1: user not found'],
    ['GET /api/users', undefined, 200, { Cursor: '', Users: [] }],
  ]);
  await tellFeedback(api.log, [
    { FeedbackType: 'read', Value: 2, Labels: ['l'] },
    { FeedbackType: 'read', Value: 3, Comment: 'again' },
    { FeedbackType: 'star' },
  ]);
  const row = (FeedbackType: string, Value: number, minute: number, more: object = {}) => {
    const Timestamp = timeText(TOLD_AT + minute * 60_000);
    const whose = { FeedbackType, UserId: 'r/1', ItemId: 'A' };
    return { ...whose, Value, Timestamp, Updated: Timestamp, Labels: null, Comment: '', ...more };
  };
  const first = row('read', 2, 0, { Labels: ['l'] });
  const again = row('read', 3, 1, { Comment: 'again' });
  const star = row('star', 0, 2);
  const read = { ...again, Value: 5, Timestamp: first.Timestamp };
  const page = (Cursor: string, ...rows: readonly object[]) => {
    return { Cursor, Feedback: rows, Feedbacks: rows };
  };
  const place = `${partitionOf(Buffer.from('default/u/r/1'), api.log.admin.partitions(topics.behaviourEvents.name))}.2`;
  await askAll(api.app, [
    ['GET /api/feedback?n=2', undefined, 200, page(place, first, again)],
    [`GET /api/feedback?n=2&cursor=${place}`, undefined, 200, page('', star)],
    ['GET /api/feedback/read/', undefined, 200, page('', first, again)],
    ['GET /api/feedback/read/r%2F1/A', undefined, 200, read],
    ['GET /api/feedback/r%2F1/A', undefined, 200, [read, star]],
    ['GET /api/user/r/1/feedback', undefined, 200, [read, star]],
    ['GET /api/user/r%2F1/feedback/star/', undefined, 200, [star]],
    ['GET /api/item/A/feedback/', undefined, 200, [read, star]],
    ['GET /api/item/A/feedback/read', undefined, 200, [read]],
    ['GET /api/user/r%2F1', undefined, 200, { UserId: 'r/1', Labels: null, Comment: '' }],
  ]);
});

test('who asks for health is told in Gorse’s document what is away', async () => {
  const api = await openApi();
  vi.spyOn(api.log.admin, 'offsets').mockRejectedValueOnce(new Error('away'));
  const answer = await api.app.inject('/api/health/ready');
  const away = { Ready: false, DataStoreError: 'cannot be reached', DataStoreConnected: false };
  expect([answer.statusCode, answer.json()]).toEqual([503, { ...health, ...away }]);
});

test('with X-API-Version: 2 a recommendation has its score', async () => {
  const api = await openApi();
  await api.visit({ u: ['A'] });
  const headers = { 'x-api-version': '2' };
  const answer = await api.app.inject({ url: '/api/recommend/v', headers });
  expect(answer.json()).toEqual(scores('A'));
});

test('items are searched a page at a time, by all words in id or title', async () => {
  const api = await openApi();
  await api.catalogue({ 'red-1': { title: 'Big Tent' }, 'red-2': { title: 'tent' }, blue: {} });
  const ask = async (query: string) => {
    const { Cursor, Items } = await api.get<{ Cursor: string; Items: { ItemId: string }[] }>(
      `/api/items?${query}`,
    );
    return { Cursor, ids: Items.map(({ ItemId }) => ItemId) };
  };
  expect((await ask('q=RED%20tent')).ids.toSorted()).toEqual(['red-1', 'red-2']);
  expect(await ask('q=big%20red%20')).toEqual({ Cursor: '', ids: ['red-1'] });
  expect(await ask('q=big%20blue')).toEqual({ Cursor: '', ids: [] });
  const first = await ask('q=tent&n=1');
  const second = await ask(`q=tent&n=1&cursor=${first.Cursor}`);
  expect([...first.ids, ...second.ids].toSorted()).toEqual(['red-1', 'red-2']);
});

test('items are read a page at a time, each once', async () => {
  const api = await openApi();
  await api.catalogue({ A: {}, B: {}, C: {} });
  const found: string[] = [];
  let cursor = '';
  do {
    const { json } = await api.app.inject(`/api/items?n=2&cursor=${cursor}`);
    const page = json<{ Cursor: string; Items: { ItemId: string }[] }>();
    found.push(...page.Items.map(({ ItemId }) => ItemId));
    cursor = page.Cursor;
  } while (cursor !== '');
  expect(found.toSorted()).toEqual(['A', 'B', 'C']);
});

test('what else an item has stays through a patch', async () => {
  const api = await openApi();
  await api.catalogue({ A: { price: 5, url: '/a', properties: '{"brand":"Zelt"}' } });
  await askAll(api.app, [['PATCH /api/item/A', { Labels: ['l'] }, 200, { RowAffected: 1 }]]);
  expect(await api.get('/v1/items/A')).toMatchObject({
    catalogue: { price: 5, url: '/a', properties: { brand: 'Zelt', gorse: { Labels: ['l'] } } },
  });
});

test('changes of one item at the same time are all made', async () => {
  const api = await openApi();
  await api.catalogue({ A: {} });
  const names = Array.from({ length: 10 }, (_, i) => `c${i}`);
  const put = (name: string) =>
    api.app.inject({ method: 'PUT', url: `/api/item/A/category/${name}` });
  await Promise.all(names.map(put));
  const { Categories } = await api.get<{ Categories: string[] }>('/api/item/A');
  expect(Categories.toSorted()).toEqual(names);
});
