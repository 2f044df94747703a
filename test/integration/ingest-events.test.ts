import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { partitionOf } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import { expect, test, vi } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { openIngest, type TestIngest } from '../support/ingest.ts';

const click = { type: 'click', userId: 'ada', itemId: 'tent' };
const json = { 'content-type': 'application/json' };

function post({ app }: TestIngest, payload: unknown, headers: Record<string, string> = json) {
  const body = typeof payload === 'string' || Buffer.isBuffer(payload);
  return app.inject({
    method: 'POST',
    url: '/v1/events',
    headers,
    payload: body ? payload : JSON.stringify(payload),
  });
}

test('a click lies in the log when it is answered 202', async () => {
  const ingest = await openIngest();
  const answer = await post(ingest, click);
  expect(answer.statusCode).toBe(202);
  expect(answer.json()).toEqual({ accepted: 1, rejected: [], durability: 'log' });
  expect(await ingest.events()).toMatchObject([
    { ...click, site: 'default', receivedAt: ingest.now, at: ingest.now },
  ]);
});

test('a bad event is told from its good neighbours, which are kept', async () => {
  const ingest = await openIngest();
  const events = [{ ...click, id: 'a' }, { ...click, itemId: 7 }, { ...click, id: 'b' }, click];
  const answer = await post(ingest, { events: [...events, events[0]] });
  expect(answer.statusCode).toBe(202);
  expect(answer.json()).toEqual({
    accepted: 3,
    duplicates: 1,
    rejected: [
      {
        index: 1,
        code: 'FIELD_TYPE',
        pointer: '/events/1/itemId',
        message: 'itemId must be a string, got 7.',
      },
    ],
    durability: 'log',
  });
  expect((await ingest.events()).map(({ id }) => id).slice(0, 2)).toEqual(['a', 'b']);
});

test('a request of nothing but bad events is answered 400 with the reason of each', async () => {
  const ingest = await openIngest();
  const answer = await post(ingest, { events: [{ ...click, userId: '' }, null] });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({
    code: 'ENTRIES_REJECTED',
    accepted: 0,
    rejected: [
      { index: 0, code: 'ID_INVALID', pointer: '/events/0/userId' },
      { index: 1, code: 'FIELD_TYPE', pointer: '/events/1' },
    ],
  });
  expect(await ingest.events()).toEqual([]);
});

const bomb = gzipSync(Buffer.alloc(200_000_000));

test.for([
  { why: 'malformed JSON', body: '{"type":', status: 400, code: 'BODY_MALFORMED' },
  { why: 'NaN', body: '{"type":"click","value":NaN}', status: 400, code: 'BODY_MALFORMED' },
  { why: 'no body', body: '', status: 400, code: 'BODY_INVALID' },
  { why: 'a bare array', body: [click], status: 400, code: 'BODY_INVALID' },
  { why: 'an empty array', body: { events: [] }, status: 400, code: 'ENTRIES_EMPTY' },
  {
    why: 'a __proto__ key',
    body: '{"__proto__":{"userId":"a"}}',
    status: 400,
    code: 'BODY_MALFORMED',
  },
  {
    why: 'a hidden __proto__ key',
    body: '{"context":{"__pr\\u006fto__":1}}',
    status: 400,
    code: 'BODY_MALFORMED',
  },
  {
    why: 'a constructor.prototype key',
    body: '{"context":{"constructor":{"prototype":1}}}',
    status: 400,
    code: 'BODY_MALFORMED',
  },
  {
    why: 'bytes that are no UTF-8',
    body: Buffer.from('{"type":"\xff"}', 'latin1'),
    status: 400,
    code: 'BODY_MALFORMED',
  },
  {
    why: '10,000 events',
    body: { events: Array.from({ length: 10_000 }, () => 1) },
    status: 413,
    code: 'ENTRIES_TOO_MANY',
  },
  { why: '5 MB', body: 'x'.repeat(5_000_000), status: 413, code: 'BODY_TOO_LARGE' },
  { why: 'a gzip bomb', body: bomb, encoding: 'gzip', status: 413, code: 'BODY_TOO_LARGE' },
  { why: 'a gzip that is none', body: '{}', encoding: 'gzip', status: 400, code: 'BODY_MALFORMED' },
  {
    why: 'a cut gzip',
    body: gzipSync('{}').subarray(0, 12),
    encoding: 'gzip',
    status: 400,
    code: 'BODY_MALFORMED',
  },
  {
    why: 'an unknown encoding',
    body: '{}',
    encoding: 'zstd',
    status: 415,
    code: 'ENCODING_UNSUPPORTED',
  },
  { why: 'XML', body: '<a/>', type: 'text/xml', status: 415, code: 'MEDIA_TYPE_UNSUPPORTED' },
])('a body with $why is answered $status $code', async ({ body, encoding, type, status, code }) => {
  const ingest = await openIngest();
  const headers = {
    'content-type': type ?? 'application/json',
    ...(encoding && { 'content-encoding': encoding }),
  };
  const answer = await post(ingest, body, headers);
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toMatchObject({ code, message: expect.stringMatching(/.{10}/) });
  expect(answer.body.length).toBeLessThan(500);
  expect(await ingest.events()).toEqual([]);
  expect((await post(ingest, click)).statusCode).toBe(202);
});

test.for([
  { encoding: 'gzip', pack: gzipSync },
  { encoding: 'deflate', pack: deflateSync },
  { encoding: 'br', pack: brotliCompressSync },
])('a body packed with $encoding is taken', async ({ encoding, pack }) => {
  const ingest = await openIngest();
  const packed = pack(JSON.stringify(click));
  const answer = await post(ingest, packed, { ...json, 'content-encoding': encoding });
  expect(answer.json()).toMatchObject({ accepted: 1 });
});

test('a bomb is answered while it is still being sent', async () => {
  const ingest = await openIngest();
  const url = await ingest.app.listen({ host: '127.0.0.1', port: 0 });
  const headers = { ...json, 'content-encoding': 'gzip' };
  const sending = request(`${url}/v1/events`, { method: 'POST', headers });
  sending.write(bomb.subarray(0, bomb.length / 2));
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(413);
  expect(await text(answer)).toContain('BODY_TOO_LARGE');
  sending.destroy();
});

test('what a beacon sends as text is taken', async () => {
  const ingest = await openIngest();
  const answer = await post(ingest, click, { 'content-type': 'text/plain;charset=UTF-8' });
  expect(answer.json()).toMatchObject({ accepted: 1 });
});

test('hostile ids come through the log as they are', async () => {
  const ingest = await openIngest();
  const ids = ['{}', '{a}b', '😀', '__proto__', 'constructor', 'a/b', '../..', "'; --", ' '];
  const answer = await post(ingest, { events: ids.map((userId) => ({ ...click, userId })) });
  expect(answer.json()).toMatchObject({ accepted: ids.length, rejected: [] });
  const users = (await ingest.events()).map(({ userId }) => userId);
  expect(new Set(users)).toEqual(new Set(ids));
});

test('clocks in 1970 and 2090 move an event by no more than the lateness bound', async () => {
  const ingest = await openIngest();
  const occurred = ['1970-01-01T00:00:00Z', '2090-01-01T00:00:00Z'];
  await post(ingest, { events: occurred.map((occurredAt) => ({ ...click, occurredAt })) });
  expect(await ingest.events()).toMatchObject([
    { at: ingest.now - 86_400_000, occurredAt: 0 },
    { at: ingest.now, occurredAt: Date.UTC(2090, 0) },
  ]);
});

test('imported history keeps its time and carries its place', async () => {
  const ingest = await openIngest();
  const events = [
    { ...click, occurredAt: 1000, sequence: 0 },
    { ...click, occurredAt: 900, sequence: 5 },
    { ...click, occurredAt: 1100, sequence: 5, id: 'mine' },
  ];
  const answer = await post(ingest, { history: { source: 'shop-2025' }, events });
  expect(answer.json()).toMatchObject({
    accepted: 2,
    rejected: [{ index: 2, code: 'SEQUENCE_NOT_RISING', pointer: '/events/2/sequence' }],
  });
  expect(await ingest.events()).toMatchObject([
    { id: 'shop-2025:0', at: 1000, history: { source: 'shop-2025', sequence: 0 } },
    { id: 'shop-2025:5', at: 900, history: { source: 'shop-2025', sequence: 5 } },
  ]);
});

test('records of one profile keep the order of the requests, however they overlap', async () => {
  const ingest = await openIngest();
  const requests = Array.from({ length: 50 }, (_, round) => ({
    events: Array.from({ length: 20 }, (__, event) => ({
      ...click,
      userId: `u${event % 3}`,
      id: String(round * 20 + event),
    })),
  }));
  await Promise.all(requests.map((body) => post(ingest, body)));
  const events = await ingest.events();
  for (const user of ['u0', 'u1', 'u2']) {
    const ids = events.filter(({ userId }) => userId === user).map(({ id }) => Number(id));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  }
  expect(events).toHaveLength(1000);
});

test('a visitor and a user of one name have a key, and so a partition, each', async () => {
  const ingest = await openIngest();
  const publish = vi.spyOn(ingest.log.publisher, 'publish');
  await post(ingest, { events: [click, { ...click, userId: null, anonymousId: 'ada' }] });
  const keys = publish.mock.calls[0]?.[1].map(({ key }) => key);
  expect(keys).toEqual(['default/u/ada', 'default/a/ada']);
  expect(keys?.map((key) => partitionOf(key ?? '', 4))).toHaveLength(2);
});

test.for(['PUBLISHER_FULL', 'LOG_UNREACHABLE'] as const)(
  'a log that says %s is answered 503 with Retry-After',
  async (code) => {
    const ingest = await openIngest();
    vi.spyOn(ingest.log.publisher, 'publish').mockRejectedValueOnce(new FreshetError(code, 'No.'));
    const answer = await post(ingest, click);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.json()).toMatchObject({ code });
    expect(await ingest.registry.metrics()).toContain('freshet_ingest_events_accepted_total 0');
  },
);

test('an event carries what the catalogue says of its items', async () => {
  const ingest = await openIngest();
  const payload = { title: 'Tent', categories: ['camping', 'sale'] };
  await ingest.app.inject({ method: 'PUT', url: '/v1/items/tent', payload });
  await eventually('the catalogue table holds the tent', () =>
    expect(ingest.catalogue.items).toBe(1),
  );
  const items = [{ itemId: 'tent', quantity: 2 }, { itemId: 'rope' }];
  await post(ingest, { events: [click, { type: 'purchase', userId: 'bob', items }] });
  const events = await ingest.events();
  const categories = payload.categories;
  expect(events.find(({ type }) => type === 'click')).toMatchObject({ categories });
  expect(events.find(({ type }) => type === 'purchase')).toMatchObject({
    items: [
      { itemId: 'tent', categories },
      { itemId: 'rope', categories: [] },
    ],
  });
});

test('what was taken and refused is counted', async () => {
  const ingest = await openIngest();
  await post(ingest, { events: [click, { ...click, id: 'a' }, { ...click, id: 'a' }, {}] });
  const metrics = await ingest.registry.metrics();
  expect(metrics).toContain('freshet_ingest_events_accepted_total 2');
  expect(metrics).toContain('freshet_ingest_events_duplicate_total 1');
  expect(metrics).toContain('freshet_ingest_rejected_total{code="FIELD_MISSING"} 1');
  expect(metrics).toContain('freshet_ingest_rejected_total{code="ID_INVALID"} 0');
  expect(metrics).toContain(
    'freshet_ingest_request_duration_seconds_count{route="POST /v1/events",status="202"} 1',
  );
  expect(metrics).toContain(
    'freshet_ingest_publish_duration_seconds_count{topic="behaviour.events"} 1',
  );
  expect(metrics).toContain('freshet_ingest_pending_bytes 0');
});
