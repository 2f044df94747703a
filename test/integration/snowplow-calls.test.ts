import { gzipSync } from 'node:zlib';
import { KeyLimiter, memoryCounter } from '@freshet/access';
import { refusedRow } from '@freshet/events';
import { Registry } from '@freshet/runtime';
import { expect, it, test } from 'vitest';
import { openIngest } from '../support/ingest.ts';
import { by, keyedAccess, keys, shop, tokenOf } from '../support/keyed-target.ts';
import { action, entity } from '../support/snowplow-entities.ts';
import { collect, pageView, rowOf } from '../support/snowplow-calls.ts';

const json = { 'content-type': 'application/json; charset=utf-8' };
const page = { ...json, origin: 'https://shop.example' };
const ok = { status: 200, type: 'text/plain; charset=utf-8', body: 'ok' };
const poisoned = JSON.stringify(pageView).replace('{', '{"__proto__":{"uid":"ada"},');
const query = new URLSearchParams(pageView).toString();

it.for<[what: string, url: string, payload: unknown, answer: object, taken: number]>([
  ['an envelope', tp2(), { schema: 'iglu:x', data: [pageView] }, ok, 1],
  ['an envelope of a version to come', tp2(), { version: 9, data: [pageView] }, ok, 1],
  ['an envelope at a path of the site', '/com.acme/track', { data: [pageView] }, ok, 1],
  ['a path that is none', '/acme/track', { data: [pageView] }, { status: 404 }, 0],
  ['an empty envelope', tp2(), { data: [] }, ok, 0],
  ['what reaches prototypes', tp2(), `{"data":[${poisoned}]}`, ok, 1],
  ['an envelope with bad rows alone', tp2(), { data: [7, null, 'x', {}] }, ok, 0],
  ['what is no envelope', tp2(), ['x'], ok, 0],
  ['nothing', tp2(), '', ok, 0],
  ['no JSON', tp2(), '{"data":[', { status: 400 }, 0],
  ['too much', tp2(), `{"data":"${'x'.repeat(524_288)}"}`, { status: 413 }, 0],
  ['a pixel', `/i?${query}`, undefined, { status: 200, type: 'image/gif' }, 1],
  ['a pixel without an event', '/i', undefined, { status: 200, type: 'image/gif' }, 0],
])('%s', async ([, url, payload, answer, taken]) => {
  const ingest = await openIngest();
  expect(await collect(ingest, url, payload)).toMatchObject(answer);
  expect(await ingest.events()).toHaveLength(taken);
});

test('what asks whether there is a pixel tells of nothing', async () => {
  const { app, events } = await openIngest();
  const answer = await app.inject({ method: 'HEAD', url: `/i?${query}` });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/gif']);
  expect(await events()).toEqual([]);
});

test('the pixel is one, and is asked for anew each time', async () => {
  const { app } = await openIngest();
  const { rawPayload, headers } = await app.inject(`/i?${query}`);
  expect(rawPayload.subarray(0, 10)).toEqual(Buffer.from('GIF89a\u0001\u0000\u0001\u0000'));
  expect(headers['cache-control']).toBe('no-cache, no-store, must-revalidate');
});

test('one bad row fails no other, and is kept as a dead letter under whom it names, without an address', async () => {
  const ingest = await openIngest();
  const bad: readonly [row: unknown, code: string, pointer: string][] = [
    [7, 'FIELD_TYPE', ''],
    [{ ...pageView, ue_px: '***', e: 'ue' }, 'FIELD_TYPE', '/ue_px'],
    [{ ...pageView, cx: '***' }, 'FIELD_TYPE', '/cx'],
    [{ ...pageView, dtm: 'soon' }, 'TIME_INVALID', '/dtm'],
    [{ ...pageView, uid: { id: 7 }, ip: '192.0.2.1' }, 'FIELD_TYPE', '/uid'],
    [{ ...pageView, eid: 'x'.repeat(300) }, 'ID_INVALID', '/eid'],
    [{ ...pageView, e: 'ti', ti_id: '1', ti_sk: 'tent', ti_qu: 'many' }, 'FIELD_TYPE', '/ti_qu'],
    [{ ...pageView, ...cartOf({ id: 'tent', price: '1,5' }) }, 'FIELD_TYPE', '/co'],
    [{ ...pageView, e: 'ue', ue_pr: '{"data":{"schema":"song"}}' }, 'FIELD_TYPE', '/ue_pr'],
  ];
  const data = [pageView, ...bad.map(([row]) => row), rowOf('next')];
  expect(await collect(ingest, tp2(), { data })).toMatchObject(ok);
  expect((await ingest.events()).map(({ id }) => id)).toEqual([pageView.eid, 'next']);
  const letters = await ingest.letters();
  expect(letters.map(({ topic, group, code }) => [topic, group, code])).toEqual(
    bad.map(([, code]) => ['intake', 'snowplow', code]),
  );
  bad.forEach(([, , pointer], i) => {
    expect(letters[i]!.message).toContain(`/data/${i + 1}${pointer}: `);
  });
  expect(letters[3]!.key!.toString()).toBe('default/a/device');
  const { ip: _, ...kept } = bad[4]![0] as Record<string, unknown>;
  expect(JSON.parse(refusedRow(letters[4]!)!.row.toString())).toEqual(kept);
});

test('a batch as large as may be loses its one bad row alone, also compressed, be it said or not', async () => {
  const ingest = await openIngest();
  const rows = Array.from({ length: 2_800 }, (_, i) => ({
    ...rowOf(`e${i}`),
    page: 'x'.repeat(60),
  }));
  const data: object[] = rows.with(1_234, { ...rows[0]!, e: '' });
  const body = Buffer.from(JSON.stringify({ data }));
  expect(body.length).toBeGreaterThan(500_000);
  const zipped = gzipSync(body);
  const gzip = { ...json, 'content-encoding': 'gzip' };
  for (const [sent, headers] of [
    [body, json],
    [zipped, gzip],
    [zipped, json],
  ] as const) {
    expect(await collect(ingest, tp2(), sent, headers)).toMatchObject(ok);
  }
  expect(await ingest.events()).toHaveLength(3 * 2_799);
  expect(await ingest.letters()).toHaveLength(3);
});

test('more than a key ever takes at once is held by the tracker until the limit is raised', async () => {
  const { record, text } = keys.anyPage;
  const limited = { ...record, limits: { eventsPerSecond: 1 } };
  const limiter = new KeyLimiter({
    counter: memoryCounter(),
    registry: new Registry(),
    clock: Date.now,
  });
  const access = { ...keyedAccess, find: (key: string) => (key === text ? limited : undefined) };
  const ingest = await openIngest({ access, limiter });
  const data = [rowOf('a'), rowOf('b')];
  const answer = await collect(ingest, tp2(text), { data }, page);
  expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '300' } });
  expect(await ingest.events()).toEqual([]);
});

test('a row that comes again has the ids that it had', async () => {
  const ingest = await openIngest();
  const row = { ...rowOf('e1'), uid: 'ada' };
  await collect(ingest, tp2(), { data: [row, row] });
  await collect(ingest, tp2(), { data: [{ ...row, sid: 'next session' }] });
  const ids = (await ingest.events()).map(({ id }) => id);
  expect(ids).toEqual(['e1:identify', 'e1', 'e1:identify', 'e1']);
});

test('each row is dated by its own clock', async () => {
  const ingest = await openIngest();
  const data = [
    { ...rowOf('behind'), dtm: '1000', stm: '61000' },
    { ...rowOf('ahead'), dtm: '9999999900000', stm: '9999999990000' },
  ];
  await collect(ingest, tp2(), { data });
  const ages = (await ingest.events()).map(({ at }) => ingest.now - at);
  expect(ages).toEqual([60_000, 90_000]);
});

test('an anonymous visitor is known by the session alone, and of nobody only items count', async () => {
  const ingest = await openIngest();
  const anonymous = { ...page, 'sp-anonymous': '*' };
  const { duid: _, sid: __, ...nobody } = rowOf('nobody');
  await collect(ingest, tp2(), { data: [{ ...rowOf('e1'), uid: 'ada' }, nobody] }, anonymous);
  expect(await ingest.events()).toMatchObject([
    { id: 'e1', userId: null, anonymousId: 'session', sessionId: 'session' },
  ]);
  expect(await ingest.letters()).toEqual([]);
});

test('pages of any origin may call with cookies, and read why they are refused', async () => {
  const { app } = await openIngest({ access: keyedAccess });
  const allowed = {
    'access-control-allow-origin': page.origin,
    'access-control-allow-credentials': 'true',
    vary: 'origin',
  };
  for (const [url, method] of [
    [tp2(), 'POST'],
    ['/com.acme/track', 'POST'],
    ['/i', 'GET'],
  ] as const) {
    const headers = { origin: page.origin, 'access-control-request-method': method };
    const asked = await app.inject({ method: 'OPTIONS', url, headers });
    expect(asked.statusCode).toBe(204);
    expect(asked.headers).toMatchObject({
      ...allowed,
      'access-control-allow-methods': method,
      'access-control-allow-headers': 'Content-Type, SP-Anonymous',
      'access-control-max-age': '3600',
    });
  }
  const sent = await collect({ app }, tp2(keys.page.text), { data: [pageView] }, page);
  expect(sent).toMatchObject({ ...ok, headers: allowed });
  const refused = await collect({ app }, tp2(), { data: [pageView] }, page);
  expect(refused).toMatchObject({ status: 401, headers: allowed });
  expect(refused.body).toContain('KEY_MISSING');
});

it.for<[what: string, url: string, headers: Record<string, string>, status: number]>([
  ['behind the host', tp2(keys.page.text), { origin: shop }, 200],
  [
    'behind the host, before a path of the site',
    `/${keys.page.text}/com.acme/track`,
    { origin: shop },
    200,
  ],
  ['of a server, in a header', tp2(), by(keys.sender), 200],
  ['of a page of another origin', tp2(keys.page.text), { origin: 'https://evil.example' }, 403],
  ['of nobody', tp2('freshet_pk_x'), {}, 401],
])('a key %s: %s', async ([, url, headers, status]) => {
  const ingest = await openIngest({ access: keyedAccess });
  const answer = await collect(ingest, url, { data: [pageView] }, { ...json, ...headers });
  expect(answer.status).toBe(status);
  expect((await ingest.events()).map(({ site }) => site)).toEqual(status === 200 ? ['shop'] : []);
});

test('a user whom a page does not prove to be is not believed, and that is found', async () => {
  const ingest = await openIngest({ access: keyedAccess });
  const past = Math.floor(Date.now() / 1000) - 60;
  const expired = `${keys.anyPage.text}/${await tokenOf('ada', undefined, past)}`;
  const good = `${keys.anyPage.text}/${await tokenOf('ada')}`;
  const rows = (...ids: string[]) => ({ data: ids.map((id) => ({ ...rowOf(id), uid: 'ada' })) });
  for (const prefix of [keys.anyPage.text, expired, good]) {
    expect(
      await collect(ingest, tp2(prefix), rows(`${prefix.length}`, `${prefix.length}b`)),
    ).toMatchObject(ok);
  }
  const events = await ingest.events();
  expect(events.map(({ type, userId }) => [type, userId])).toEqual([
    ...Array.from({ length: 4 }, () => ['page', null]),
    ['identify', 'ada'],
    ['page', 'ada'],
    ['page', 'ada'],
  ]);
  expect((await ingest.letters()).map(({ code, message }) => [code, message])).toEqual([
    ['USER_UNVERIFIED', expect.stringMatching(/^\/data\/0\/uid: uid takes the token/)],
  ]);
});

test('who has agreed to nothing yet is not kept, whatever is wrong with a row', async () => {
  const ingest = await openIngest({ access: keyedAccess });
  const schema = 'iglu:com.snowplowanalytics.snowplow/consent_preferences/jsonschema/1-0-0';
  const co = JSON.stringify({ data: [{ schema, data: { eventType: 'pending' } }] });
  const row = { ...pageView, co };
  const data = [
    { ...row, uid: 'ada' },
    { ...row, dtm: 'soon' },
    { ...row, e: '' },
  ];
  expect(await collect(ingest, tp2(keys.anyPage.text), { data })).toMatchObject(ok);
  expect([await ingest.events(), await ingest.letters()]).toEqual([[], []]);
});

test('a device is said to be its user once they have agreed to something, also within a session', async () => {
  const ingest = await openIngest();
  const schema = 'iglu:com.snowplowanalytics.snowplow/consent_preferences/jsonschema/1-0-0';
  const agreeing = (data: object) => ({ co: JSON.stringify({ data: [{ schema, data }] }) });
  const before = { ...rowOf('e1'), uid: 'ada', ...agreeing({ eventType: 'pending' }) };
  const scopes = { eventType: 'allow_all', consentScopes: ['analytics'] };
  const after = { ...rowOf('e2'), uid: 'ada', ...agreeing(scopes) };
  await collect(ingest, tp2(), { data: [before] });
  await collect(ingest, tp2(), { data: [after] });
  expect((await ingest.events()).map(({ id }) => id)).toEqual(['e2:identify', 'e2']);
});

/** What was put into the cart, in JSON as it is. */
const cartOf = (product: Record<string, unknown>) => ({
  e: 'ue',
  ue_pr: JSON.stringify({ data: action('add_to_cart') }),
  co: JSON.stringify({ data: [entity('product', product)] }),
});

/** With a key before the path, as in the address that a tracker is given for its collector. */
function tp2(prefix = ''): string {
  return `${prefix === '' ? '' : `/${prefix}`}/com.snowplowanalytics.snowplow/tp2`;
}
