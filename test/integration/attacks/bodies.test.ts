import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { MARK, startAttackTarget } from '../../support/attack-target.ts';
import { sendRaw } from '../../support/raw-http.ts';

const target = startAttackTarget();

const click = { type: 'click', userId: MARK, itemId: 'tent' };
const withContext = (context: string) =>
  `{"type":"click","userId":"${MARK}","itemId":"tent","context":${context}}`;
const keys = (count: number) =>
  `{${Array.from({ length: count }, (_, i) => `"k${i}":${i}`).join()}}`;
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const emptyMembers = Buffer.concat(Array(30_000).fill(gzipSync('')));
const asUser = (userId: string) => `{"type":"click","userId":"${userId}","itemId":"${MARK}"}`;

interface Attack {
  readonly kind: string;
  readonly name: string;
  readonly body: string | Buffer | object;
  /** The event intake when absent. */
  readonly call?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly expected: readonly [status: number, code: string];
}

const attacks: readonly Attack[] = [
  {
    kind: 'oversized body',
    name: 'more bytes than are taken',
    body: { ...click, context: 'x'.repeat(600_000) },
    expected: [413, 'BODY_TOO_LARGE'],
  },
  {
    kind: 'oversized body',
    name: 'more bytes than are taken, in chunks of unsaid length',
    body: `${Array(20)
      .fill(`8000\r\n${'x'.repeat(32_768)}\r\n`)
      .join('')}0\r\n\r\n`,
    headers: { 'transfer-encoding': 'chunked' },
    expected: [413, 'BODY_TOO_LARGE'],
  },
  {
    kind: 'oversized body',
    name: '10,000 events',
    body: { events: Array(10_000).fill(1) },
    expected: [413, 'ENTRIES_TOO_MANY'],
  },
  {
    kind: 'gzip or brotli bomb',
    name: '200 MB of zeros in 200 KB of gzip',
    body: gzipSync(Buffer.alloc(200_000_000)),
    headers: { 'content-encoding': 'gzip' },
    expected: [413, 'BODY_TOO_LARGE'],
  },
  {
    kind: 'gzip or brotli bomb',
    name: '200 MB of zeros in 200 B of brotli',
    body: brotliCompressSync(Buffer.alloc(200_000_000)),
    headers: { 'content-encoding': 'br' },
    expected: [413, 'BODY_TOO_LARGE'],
  },
  {
    kind: 'gzip or brotli bomb',
    name: '200 MB of zeros in gzip that is not said',
    body: gzipSync(Buffer.alloc(200_000_000)),
    expected: [413, 'BODY_TOO_LARGE'],
  },
  {
    kind: 'gzip or brotli bomb',
    name: 'members of gzip without anything in them',
    body: emptyMembers,
    headers: { 'content-encoding': 'gzip' },
    expected: [413, 'BODY_TOO_LARGE'],
  },
  {
    kind: 'gzip or brotli bomb',
    name: 'for the API, which is not the intake',
    call: 'POST /v1/recommendations',
    body: gzipSync(Buffer.alloc(20_000_000)),
    headers: { 'content-encoding': 'gzip' },
    expected: [413, 'BODY_TOO_LARGE'],
  },
  {
    kind: 'gzip or brotli bomb',
    name: 'gzip in gzip',
    body: gzipSync(gzipSync(JSON.stringify(click))),
    headers: { 'content-encoding': 'gzip, gzip' },
    expected: [415, 'ENCODING_UNSUPPORTED'],
  },
  {
    kind: 'gzip or brotli bomb',
    name: 'a deflate stream that is cut',
    body: deflateSync(JSON.stringify(click)).subarray(0, 20),
    headers: { 'content-encoding': 'deflate' },
    expected: [400, 'BODY_MALFORMED'],
  },
  {
    kind: 'nested body',
    name: 'one level more than is taken',
    body: withContext(nested(32)),
    expected: [400, 'BODY_TOO_DEEP'],
  },
  {
    kind: 'nested body',
    name: '250,000 levels, never closed',
    body: '[{"a":'.repeat(80_000),
    expected: [400, 'BODY_TOO_DEEP'],
  },
  {
    kind: 'nested body',
    name: 'levels behind strings that look closed',
    body: withContext(`["\\\\\\"]]]]\\\\",${nested(40)}]`),
    expected: [400, 'BODY_TOO_DEEP'],
  },
  {
    kind: 'nested body',
    name: 'a question to the API',
    call: 'POST /v1/recommendations',
    body: `{"userId":"${MARK}","session":${nested(10_000)}}`,
    expected: [400, 'BODY_TOO_DEEP'],
  },
  {
    kind: 'key flood',
    name: 'one key more than an object may have',
    body: withContext(keys(1_001)),
    expected: [400, 'BODY_KEYS_TOO_MANY'],
  },
  {
    kind: 'key flood',
    name: '30,000 keys in a rule',
    call: `PUT /v1/admin/rules/${MARK}`,
    body: keys(30_000),
    expected: [400, 'BODY_KEYS_TOO_MANY'],
  },
  {
    kind: 'prototype pollution',
    name: '__proto__',
    body: withContext('{"__proto__":{"polluted":true}}'),
    expected: [400, 'BODY_MALFORMED'],
  },
  {
    kind: 'prototype pollution',
    name: '__proto__ written with escapes',
    body: withContext('{"__pr\\u006fto__":{"polluted":true}}'),
    expected: [400, 'BODY_MALFORMED'],
  },
  {
    kind: 'prototype pollution',
    name: 'constructor.prototype',
    body: withContext('{"constructor":{"prototype":{"polluted":true}}}'),
    expected: [400, 'BODY_MALFORMED'],
  },
  {
    kind: 'prototype pollution',
    name: '__proto__ in the catalogue',
    call: `PUT /v1/items/${MARK}`,
    body: '{"title":"Tent","properties":{"__proto__":{"polluted":true}}}',
    expected: [400, 'BODY_MALFORMED'],
  },
  {
    kind: 'prototype pollution',
    name: '__proto__ as a slot',
    call: 'POST /v1/recommendations',
    body: `{"userId":"${MARK}","slots":{"__proto__":{"polluted":true}}}`,
    expected: [400, 'BODY_MALFORMED'],
  },
  {
    kind: 'ambiguous text',
    name: 'a lone surrogate in an id',
    body: asUser('\\ud800'),
    expected: [400, 'ENTRIES_REJECTED'],
  },
  {
    kind: 'ambiguous text',
    name: 'NUL in an id',
    body: asUser('ada\\u0000'),
    expected: [400, 'ENTRIES_REJECTED'],
  },
  {
    kind: 'ambiguous text',
    name: 'NUL in overlong UTF-8',
    body: Buffer.from(asUser('ada\xc0\x80'), 'latin1'),
    expected: [400, 'BODY_MALFORMED'],
  },
  {
    kind: 'ambiguous text',
    name: 'a byte order mark',
    body: `\ufeff${asUser('ada')}`,
    expected: [400, 'BODY_MALFORMED'],
  },
  {
    kind: 'ambiguous text',
    name: 'UTF-16 that says so',
    body: Buffer.from(asUser('ada'), 'utf16le'),
    headers: { 'content-type': 'application/json; charset=utf-16' },
    expected: [415, 'CHARSET_UNSUPPORTED'],
  },
  {
    kind: 'ambiguous text',
    name: 'UTF-7 that says so, as text',
    body: asUser('ada'),
    headers: { 'content-type': 'text/plain; Charset="UTF-7"' },
    expected: [415, 'CHARSET_UNSUPPORTED'],
  },
  {
    kind: 'media type',
    name: 'XML with an entity of a file',
    body: `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;${MARK}</a>`,
    headers: { 'content-type': 'application/xml' },
    expected: [415, 'MEDIA_TYPE_UNSUPPORTED'],
  },
  {
    kind: 'media type',
    name: 'a form of another site',
    body: `type=click&userId=${MARK}&itemId=tent`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    expected: [415, 'MEDIA_TYPE_UNSUPPORTED'],
  },
  {
    kind: 'media type',
    name: 'JSON for the API as text, which needs no preflight',
    call: 'POST /v1/recommendations',
    body: `{"userId":"${MARK}"}`,
    headers: { 'content-type': 'text/plain' },
    expected: [415, 'MEDIA_TYPE_UNSUPPORTED'],
  },
  {
    kind: 'impossible number',
    name: 'more than a number can be',
    body: { events: [{ ...click, type: 'purchase', value: '@' }] },
    expected: [400, 'ENTRIES_REJECTED'],
  },
  {
    kind: 'impossible number',
    name: '300,000 digits',
    body: `{"type":"purchase","userId":"${MARK}","itemId":"tent","value":${'9'.repeat(300_000)}}`,
    expected: [400, 'ENTRIES_REJECTED'],
  },
  {
    kind: 'impossible number',
    name: 'NaN',
    body: `{"type":"purchase","userId":"${MARK}","itemId":"tent","value":NaN}`,
    expected: [400, 'BODY_MALFORMED'],
  },
  {
    kind: 'forged record',
    name: 'a deletion as an event',
    body: { ...click, type: 'erase' },
    expected: [400, 'ENTRIES_REJECTED'],
  },
  {
    kind: 'forged record',
    name: 'fields that only Freshet writes',
    body: { ...click, receivedAt: 0, site: 'other', key: 'other/u/ada' },
    expected: [400, 'ENTRIES_REJECTED'],
  },
  {
    kind: 'forged record',
    name: 'an id of 257 bytes',
    body: { ...click, itemId: 'x'.repeat(257) },
    expected: [400, 'ENTRIES_REJECTED'],
  },
];

test.for(attacks)(
  '$kind: $name is answered $expected',
  async ({ call = 'POST /v1/events', body, headers, expected }) => {
    const answers = await target.unharmedBy((url) => sendRaw(url, requestOf(call, body, headers)));
    expect([answers.status, answers.code], answers.text.slice(0, 1_000)).toEqual(expected);
    expect(answers.count).toBe(1);
    expect(answers.text.length).toBeLessThan(1_500);
  },
);

function requestOf(call: string, body: Attack['body'], more: Attack['headers'] = {}): Buffer {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const bytes = Buffer.from(typeof text === 'string' ? text.replace('"@"', '1e999') : text);
  const length = 'transfer-encoding' in more ? {} : { 'content-length': String(bytes.length) };
  const headers = { host: '127.0.0.1', 'content-type': 'application/json', ...length, ...more };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${call} HTTP/1.1\r\n${lines.join('')}connection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
}
