import { gzipSync } from 'node:zlib';
import { KeyLimiter, memoryCounter } from '@freshet/access';
import { refusedRow } from '@freshet/events';
import { Registry } from '@freshet/runtime';
import { expect, it, onTestFinished, test } from 'vitest';
import { openEmbedded } from '../support/embedded.ts';
import { faultyLog } from '../support/faults.ts';
import { openIngest } from '../support/ingest.ts';
import { startIngest } from '../support/intake.ts';
import { keyedAccess, keys } from '../support/keyed-target.ts';
import { guest, post, view, viewed } from '../support/segment-calls.ts';

const nested = (levels: number): object => (levels === 1 ? {} : { in: nested(levels - 1) });

test('one bad message fails no other, is told in its own terms, and is kept as a dead letter', async () => {
  const ingest = await openIngest();
  const bad: readonly [message: unknown, code: string, pointer: string][] = [
    ['a text', 'FIELD_TYPE', ''],
    [{ anonymousId: 'guest', type: 'charge' }, 'TYPE_INVALID', '/type'],
    [{ anonymousId: 'guest', type: 'track' }, 'FIELD_MISSING', '/event'],
    [{ type: 'page' }, 'PROFILE_MISSING', ''],
    [{ ...view, properties: {} }, 'FIELD_MISSING', '/properties/product_id'],
    [{ ...view, properties: { product_id: {} } }, 'FIELD_TYPE', '/properties/product_id'],
    [{ ...view, properties: 'tent' }, 'FIELD_TYPE', '/properties'],
    [
      { ...view, event: 'Order Completed', properties: { product_id: 'tent' } },
      'FIELD_MISSING',
      '/properties/products',
    ],
    [{ ...view, context: 7 }, 'FIELD_TYPE', '/context'],
    [{ ...view, timestamp: 'yesterday' }, 'TIME_INVALID', '/timestamp'],
    [{ ...view, userId: { id: 7 } }, 'FIELD_TYPE', '/userId'],
    [
      { ...view, event: 'Order Completed', properties: { products: [{ price: 1 }] } },
      'FIELD_MISSING',
      '/properties/products/0/product_id',
    ],
    [
      { ...view, event: 'Product Reviewed', properties: { product_id: 'tent', rating: 'good' } },
      'FIELD_TYPE',
      '/properties/rating',
    ],
  ];
  const secret = { writeKey: 'freshet_sk_x', context: { ip: '192.0.2.1' } };
  const good = { ...view, messageId: 'good' };
  const rows = bad.map(([message]) =>
    message === bad[4]![0] ? { ...(bad[4]![0] as object), ...secret } : message,
  );
  const { status, body } = await post(ingest, '/v1/batch', { batch: [good, ...rows, good] });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    success: true,
    accepted: 1,
    duplicates: 1,
    rejected: bad.map(([, code, pointer], i) => ({
      index: i + 1,
      code,
      pointer: `/batch/${i + 1}${pointer}`,
    })),
  });
  expect(await ingest.events()).toHaveLength(1);
  const letters = await ingest.letters();
  expect(letters.map(({ topic, group, code }) => [topic, group, code])).toEqual(
    bad.map(([, code]) => ['intake', 'segment', code]),
  );
  expect(JSON.parse(refusedRow(letters[4]!)!.row.toString())).toEqual({
    ...view,
    properties: {},
    context: {},
  });
  const { value } = (
    await ingest.registry.getSingleMetric('freshet_ingest_rejected_total')!.get()
  ).values.find(({ labels }) => labels['code'] === 'TIME_INVALID')!;
  expect(value).toBe(1);
});

test('of what is too large about an act what fits is kept, and the act always', async () => {
  const ingest = await openIngest();
  const product = (i: number) => ({ product_id: `p-${i}`, name: 'A tent', url: 'x'.repeat(200) });
  const products = Array.from({ length: 150 }, (_, i) => product(i));
  const quoted = { products: products.slice(0, 100) };
  const [wide, wider, deep] = ['x'.repeat(9_000), 'x'.repeat(33_000), nested(9)];
  const batch = [
    { ...view, event: 'Quote Requested', properties: quoted },
    {
      ...view,
      event: 'Order Completed',
      properties: { order_id: 'o-1', products, cart: products },
      context: { device: { wide }, userAgent: 'Firefox' },
    },
    { ...guest, type: 'identify', traits: { wider, deep, plan: 'pro' } },
  ].map((message, i) => ({ ...message, messageId: `${i}` }));
  const context = { blob: 'x'.repeat(5_000), locale: 'de' };
  const { body } = await post(ingest, '/v1/batch', { batch, context });
  expect(body).toMatchObject({ accepted: 3, rejected: [] });
  const kept = (await ingest.events()).toSorted((a, b) => a.id.localeCompare(b.id));
  expect(kept.map((event) => JSON.parse(event.context!) as object)).toEqual([
    { locale: 'de', leftOut: ['blob'], segment: { event: 'Quote Requested' } },
    { locale: 'de', userAgent: 'Firefox', leftOut: ['device'] },
    { locale: 'de', leftOut: ['blob'] },
  ]);
  expect(kept[1]!.items).toHaveLength(100);
  const said = kept.map(({ properties }) => JSON.parse(properties!) as { cart?: object[] });
  const { cart, ...rest } = said[1]!;
  expect([said[0], rest, said[2]]).toEqual([
    quoted,
    { leftOut: ['cart'] },
    { plan: 'pro', leftOut: ['wider', 'deep'] },
  ]);
  expect(cart).toEqual(products.slice(0, cart!.length));
  expect(cart!.length).toBeGreaterThan(100);
});

test('what JSON may not hold is left out of a message, and fails neither it nor another', async () => {
  const ingest = await openIngest();
  const entries = Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`k${i}`, i]));
  const poison = '{"product_id":"stove","__proto__":{"admin":true}}';
  const batch = [
    view,
    { ...view, properties: { product_id: 'deep', in: nested(40) } },
    { ...view, properties: { product_id: 'wide', entries } },
  ];
  const text = JSON.stringify({ batch: [...batch, { ...view, properties: 'POISON' }] });
  const answer = await post(ingest, '/v1/batch', text.replace('"POISON"', poison));
  expect(answer).toMatchObject({ status: 200, body: { accepted: 4, rejected: [] } });
  const kept = await ingest.events();
  const said = new Map(kept.map(({ itemId, properties }) => [itemId, JSON.parse(properties!)]));
  expect(said).toEqual(
    new Map<string, unknown>([
      ['tent', null],
      ['deep', { leftOut: ['in'] }],
      ['wide', { entries: Object.fromEntries(Object.entries(entries).slice(0, 1_000)) }],
      ['stove', null],
    ]),
  );
});

test('who agrees to nothing is not kept, not even as a dead letter, whatever else is wrong', async () => {
  const ingest = await openIngest();
  const context = { consent: { categoryPreferences: { Analytics: false } } };
  const { body } = await post(ingest, '/v1/track', { ...viewed, context });
  const broken = { ...view, properties: { product_id: {} } };
  for (const batch of [[{ ...broken, context }], [{ ...view, type: 'charge', context }]])
    await post(ingest, '/v1/batch', { batch });
  await post(ingest, '/v1/batch', { batch: [broken], context });
  expect(body).toMatchObject({
    accepted: 0,
    rejected: [{ code: 'CONSENT_MISSING', pointer: '/context/consent/categoryPreferences' }],
  });
  expect([await ingest.events(), await ingest.letters()]).toEqual([[], []]);
});

it.for<[what: string, body: string | Buffer, headers: object, status: number, code: string]>([
  ['no JSON', '{"batch":[', {}, 400, 'BODY_MALFORMED'],
  ['no object', '[]', {}, 400, 'BODY_INVALID'],
  ['no batch', '{"batch":{}}', {}, 400, 'BODY_INVALID'],
  ['gzip that is cut', gzipSync('{"batch":[]}').subarray(0, 20), {}, 400, 'BODY_MALFORMED'],
  ['gzip that is none', '{"batch":[]}', { 'content-encoding': 'gzip' }, 400, 'BODY_MALFORMED'],
  ['more than 512 KB', `{"batch":["${'x'.repeat(524_288)}"]}`, {}, 413, 'BODY_TOO_LARGE'],
  ['more than 2,500', JSON.stringify({ batch: Array(2_501).fill(0) }), {}, 413, 'ENTRIES_TOO_MANY'],
])('a body that is %s is refused for good', async ([, body, headers, status, code]) => {
  const ingest = await openIngest();
  expect(await post(ingest, '/v1/batch', body, headers)).toMatchObject({ status, body: { code } });
});

it.for([
  ['gzip', { 'content-encoding': 'gzip' }],
  ['gzip that is not said', {}],
] as const)('a batch of 500 KB in %s has its one bad message refused', async ([, encoding]) => {
  const ingest = await openIngest();
  const batch: object[] = Array.from({ length: 2_500 }, (_, i) => ({
    ...view,
    anonymousId: `v-${i}`,
    messageId: `m-${i}`,
    properties: { product_id: `p-${i}`, note: 'x'.repeat(60) },
  }));
  batch[1_234] = { type: 'track', event: 'Product Viewed', anonymousId: 7_000 };
  const body = JSON.stringify({ batch });
  expect(body.length).toBeGreaterThan(400_000);
  const headers = { 'content-type': 'application/json', ...encoding };
  const answer = await post(ingest, '/v1/batch', gzipSync(body), headers);
  expect(answer).toMatchObject({
    status: 200,
    body: { accepted: 2_499, rejected: [{ index: 1_234, code: 'FIELD_MISSING' }] },
  });
  expect(await ingest.letters()).toMatchObject([{ key: Buffer.from('default/a/7000') }]);
});

test('past its limits a key has to wait, also with what is more than it ever takes at once', async () => {
  const limiter = new KeyLimiter({
    counter: memoryCounter(),
    registry: new Registry(),
    clock: Date.now,
  });
  const { record, text } = keys.sender;
  const limited = { ...record, limits: { eventsPerDay: 2 } };
  const access = { ...keyedAccess, find: (key: string) => (key === text ? limited : undefined) };
  const ingest = await openIngest({ access, limiter });
  const send = (n: number) =>
    post(ingest, '/v1/batch', { batch: Array(n).fill(view), writeKey: text });
  expect(await send(2)).toMatchObject({ status: 200 });
  const over = await send(1);
  expect(over).toMatchObject({ status: 429, body: { code: 'QUOTA_EXHAUSTED' } });
  const wait = over.headers['retry-after'];
  expect(Number(wait)).toBeGreaterThan(0);
  expect(over.headers).toMatchObject({ 'x-ratelimit-reset': wait });
  const never = await send(3);
  expect(never).toMatchObject({ status: 429, body: { code: 'BATCH_OVER_LIMIT' } });
  expect(never.headers).toMatchObject({ 'retry-after': '300', 'x-ratelimit-reset': '300' });
});

test('while nothing can be kept, clients are told to come back, and nothing is left out then', async () => {
  const engines = await openEmbedded();
  onTestFinished(() => engines.close());
  let isAway = false;
  const log = faultyLog(engines.log, () => isAway);
  const app = await startIngest({ log, store: engines.store }, 'test', false);
  isAway = true;
  const away = await post({ app }, '/v1/t', viewed, { origin: 'https://shop.example' });
  expect(away).toMatchObject({ status: 503, body: { code: 'LOG_UNREACHABLE' } });
  expect(away.headers).toMatchObject({
    'retry-after': '1',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'retry-after',
  });
  isAway = false;
  expect(await post({ app }, '/v1/t', viewed)).toMatchObject({
    status: 200,
    body: { accepted: 1 },
  });
});
