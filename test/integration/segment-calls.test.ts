import { expect, test } from 'vitest';
import { openIngest } from '../support/ingest.ts';
import { keyedAccess, keys, shop, tokenOf } from '../support/keyed-target.ts';
import { guest, post, view, viewed } from '../support/segment-calls.ts';

const basic = (text: string) => ({
  authorization: `Basic ${Buffer.from(text).toString('base64')}`,
});
/** The message of a call, with the key that it may bring. */
type Keyed = typeof viewed & { readonly writeKey?: string };

const taken = { success: true, accepted: 1, duplicates: 0, rejected: [] };

const calls: readonly [url: string, body: object, kept: object][] = [
  ['/v1/track', viewed, { type: 'view', itemId: 'tent' }],
  ['/v1/t', viewed, { type: 'view', itemId: 'tent' }],
  ['/v1/page', { ...guest, name: 'Home' }, { type: 'page', properties: '{"name":"Home"}' }],
  ['/v1/p', { ...guest, category: 'Docs' }, { type: 'page', properties: '{"category":"Docs"}' }],
  ['/v1/screen', { ...guest, name: 'Cart' }, { type: 'screen', properties: '{"name":"Cart"}' }],
  ['/v1/s', { ...guest, name: 'Cart' }, { type: 'screen', properties: '{"name":"Cart"}' }],
  ['/v1/identify', { ...guest, userId: 'ada' }, { type: 'identify', userId: 'ada' }],
  [
    '/v1/i',
    { ...guest, traits: { plan: 'pro' } },
    { type: 'traits', properties: '{"plan":"pro"}' },
  ],
  ['/v1/group', { ...guest, groupId: 'g' }, { type: 'group', properties: '{"groupId":"g"}' }],
  ['/v1/g', { userId: 'ada', groupId: 'g' }, { type: 'group', userId: 'ada' }],
  ['/v1/alias', { userId: 'ada', previousId: 'eve' }, { type: 'alias', previousId: 'eve' }],
  ['/v1/a', { userId: 'ada', ...guest, previousId: 'guest' }, { type: 'identify' }],
];

test('every call of the protocol is answered as its clients expect, and kept as our event', async () => {
  const ingest = await openIngest();
  for (const [url, body] of calls) {
    const { status, headers, body: answer } = await post(ingest, url, { ...body, messageId: url });
    expect([url, status, answer]).toEqual([url, 200, taken]);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'content-type': 'application/json; charset=utf-8',
    });
  }
  const batched = calls.map(([url, body]) => [url.replace('/v1/', ''), body] as const);
  const long = batched.filter(([type]) => type.length > 1);
  const batch = long.map(([type, body]) => ({ ...body, type, messageId: `batched ${type}` }));
  for (const url of ['/v1/batch', '/v1/b', '/v1/import']) {
    const outcome = { success: true, accepted: 6, duplicates: 0, rejected: [] };
    const whole = { batch, writeKey: 'any', integrations: {}, version: 9, later: true };
    for (const [body, accepted] of [
      [whole, 6],
      [{ batch: [] }, 0],
    ] as const) {
      const { status, body: answer } = await post(ingest, url, body);
      expect([url, status, answer]).toEqual([url, 200, { ...outcome, accepted }]);
    }
  }
  const counted = await post(ingest, '/v1/m', { series: [] });
  expect([counted.status, counted.body]).toEqual([200, { success: true }]);
  const events = new Map((await ingest.events()).map((event) => [event.id, event]));
  for (const [url, , kept] of calls) {
    expect(events.get(url), url).toMatchObject({ site: 'default', ...kept });
  }
  for (const [i, [type]] of long.entries()) {
    const [, , kept] = calls[2 * i]!;
    expect(events.get(`batched ${type}`), type).toMatchObject(kept);
  }
});

test('the browser library is told to send events where it asks, and may from any page', async () => {
  const { app } = await openIngest();
  const ask = (key: string, headers: object = {}) =>
    app.inject({ url: `/v1/projects/${key}/settings`, headers: { host: 'f.example', ...headers } });
  const settings = (apiHost: string, protocol: string) => ({
    integrations: { 'Segment.io': { apiKey: 'pk', apiHost, protocol } },
    metrics: { sampleRate: 0 },
    plan: {},
  });
  const plain = await ask('pk');
  expect(plain.statusCode).toBe(200);
  expect(plain.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'no-store',
  });
  expect(plain.json()).toEqual(settings('f.example/v1', 'http'));
  const forwarded = { 'x-forwarded-host': 'shop.example', 'x-forwarded-proto': 'https' };
  expect((await ask('pk', forwarded)).json()).toEqual(settings('shop.example/v1', 'https'));
  const secret = await ask(keys.sender.text);
  expect([secret.statusCode, secret.json<object>()]).toMatchObject([
    401,
    { code: 'KEY_MISPLACED' },
  ]);

  const asked = 'authorization,content-type,x-retry-count';
  const headers = {
    origin: 'https://shop.example',
    'access-control-request-method': 'POST',
    'access-control-request-headers': asked,
  };
  for (const url of [...calls.map(([path]) => path), '/v1/batch', '/v1/b', '/v1/import', '/v1/m']) {
    const preflight = await app.inject({ method: 'OPTIONS', url, headers });
    expect(preflight.statusCode, url).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': asked,
      'access-control-max-age': '86400',
      vary: 'access-control-request-headers',
    });
  }
});

test('a key comes in any of the ways that clients have', async () => {
  const ingest = await openIngest({ access: keyedAccess });
  const { text } = keys.sender;
  const page = keys.page.text;
  const rows: readonly [body: Keyed, headers: object, status: number, answer: object][] = [
    [{ ...viewed, writeKey: text }, {}, 200, taken],
    [viewed, basic(`${text}:`), 200, taken],
    [viewed, basic(text), 200, taken],
    [viewed, { authorization: `Bearer ${text}` }, 200, taken],
    [{ ...viewed, writeKey: text }, { authorization: 'Bearer eyJhbGciOi.of.oauth' }, 200, taken],
    [{ ...viewed, writeKey: page }, { ...basic(`${page}:`), origin: shop }, 200, taken],
    [
      { ...viewed, writeKey: page },
      { origin: 'https://other.example' },
      403,
      { code: 'ORIGIN_REFUSED' },
    ],
    [viewed, {}, 401, { code: 'KEY_MISSING' }],
    [{ ...viewed, writeKey: 'none of ours' }, {}, 401, { code: 'KEY_REFUSED' }],
    [viewed, basic(`${keys.recommender.text}:`), 403, { code: 'SCOPE_MISSING' }],
  ];
  for (const [body, headers, status, answer] of rows) {
    expect(await post(ingest, '/v1/track', body, headers)).toMatchObject({ status, body: answer });
    const batch = { batch: [{ ...view, context: { later: 9 } }], writeKey: body.writeKey };
    expect(await post(ingest, '/v1/batch', batch, headers)).toMatchObject({ status, body: answer });
  }
  const sites = new Set((await ingest.events()).map(({ site }) => site));
  expect([...sites]).toEqual(['shop']);
});

test('a page speaks for a user with proof alone; without it events are the anonymous visitor’s', async () => {
  const ingest = await openIngest({ access: keyedAccess });
  const both = { ...guest, userId: 'ada' };
  const batch = [
    { ...view, ...both, messageId: 'view' },
    { type: 'identify', ...both, messageId: 'identify' },
    { type: 'alias', userId: 'ada', previousId: 'eve', messageId: 'alias' },
    { ...view, anonymousId: null, userId: 'ada', messageId: 'nobody else' },
  ];
  const send = (token?: string) =>
    post(
      ingest,
      '/v1/b',
      { batch, writeKey: keys.anyPage.text },
      token === undefined ? {} : { 'x-freshet-identity': token },
    );
  const refusal = (index: number, pointer = '/userId') => ({
    index,
    code: 'USER_UNVERIFIED',
    pointer: `/batch/${index}${pointer}`,
    messageId: batch[index]!.messageId,
  });
  for (const token of [undefined, await tokenOf('eve'), await tokenOf('ada', undefined, '-1m')]) {
    const { status, body } = await send(token);
    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: 1, rejected: [refusal(1), refusal(2), refusal(3)] });
  }
  const unproven = await ingest.events();
  expect(unproven.map(({ userId, anonymousId }) => [userId, anonymousId])).toEqual(
    Array.from({ length: 3 }, () => [null, 'guest']),
  );
  const letters = await ingest.letters();
  expect(letters.map(({ key }) => key?.toString())).toEqual(
    Array.from({ length: 3 }, () => ['shop/a/guest', 'shop/u/ada', 'shop/u/ada']).flat(),
  );
  const proven = await send(await tokenOf('ada'));
  expect(proven.body).toMatchObject({ accepted: 3, rejected: [refusal(2)] });
  const secret = await post(ingest, '/v1/batch', { batch, writeKey: keys.sender.text });
  expect(secret.body).toMatchObject({ accepted: 4, rejected: [] });
});

test('times of a clock that is wrong are corrected by when it sent', async () => {
  const ingest = await openIngest();
  const { now } = ingest;
  const ahead = (ms: number) => new Date(now + 7_200_000 + ms).toISOString();
  const at = { sentAt: ahead(0), timestamp: ahead(-5_000) };
  await post(ingest, '/v1/t', { ...viewed, ...at });
  await post(ingest, '/v1/b', {
    sentAt: ahead(0),
    batch: [{ ...view, originalTimestamp: ahead(-4_000), timestamp: ahead(-9_000) }],
  });
  expect((await ingest.events()).map((event) => event.at - now)).toEqual([-5_000, -4_000]);
});
