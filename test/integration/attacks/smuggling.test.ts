import { expect, test } from 'vitest';
import { MARK, startAttackTarget } from '../../support/attack-target.ts';
import { sendRaw } from '../../support/raw-http.ts';

const target = startAttackTarget();

const event = `{"type":"click","userId":"${MARK}","itemId":"tent"}`;
const chunked = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;
/** What a proxy would take for a body, and a careless server for a request. */
const smuggled = [
  'POST /v1/events HTTP/1.1',
  'host: 127.0.0.1',
  'content-type: application/json',
  `content-length: ${event.length}`,
  'connection: close',
  '',
  event,
].join('\r\n');

/** Headers beside host and media type, and what follows them. */
type Attack = readonly [name: string, head: readonly string[], body: string];

/** Each is ambiguous or broken: of it at most one answer may come, a refusal, and nothing may be taken. */
const attacks: readonly Attack[] = [
  [
    'a length and chunks',
    [`content-length: ${event.length}`, 'transfer-encoding: chunked'],
    chunked(event) + smuggled,
  ],
  [
    'chunks and a length that ends before them',
    ['transfer-encoding: chunked', 'content-length: 4'],
    chunked(event) + smuggled,
  ],
  [
    'two lengths that differ',
    ['content-length: 2', `content-length: ${event.length}`],
    event + smuggled,
  ],
  ['a length twice', [`content-length: ${event.length}`, `content-length: ${event.length}`], event],
  ['two lengths in one header', [`content-length: 2, ${event.length}`], event],
  ['a length with a sign', [`content-length: +${event.length}`], event],
  ['a length below zero', ['content-length: -1'], event],
  ['a length in hexadecimal', ['content-length: 0x10'], event],
  ['a length beyond 64 bits', ['content-length: 18446744073709551617'], event],
  ['a length with a space in it', ['content-length: 1 0'], event],
  ['a space before the colon', ['transfer-encoding : chunked'], chunked(event)],
  ['an encoding that is none', ['transfer-encoding: xchunked'], chunked(event)],
  ['chunks that are not last', ['transfer-encoding: chunked, identity'], chunked(event)],
  ['a tab before the encoding', ['transfer-encoding:\tchunked, gzip'], chunked(event)],
  ['an encoding on a folded line', ['transfer-encoding:', ' chunked', 'x: y'], smuggled],
  ['a folded line', [`x: y`, ` content-length: ${event.length}`], event],
  ['a line that ends with LF alone', [`x: y\ncontent-length: ${event.length}`], event],
  ['a line that ends with CR alone', [`x: y\rcontent-length: ${event.length}`], event],
  [
    'a chunk that says it is larger than can be',
    ['transfer-encoding: chunked'],
    `${'F'.repeat(20)}\r\n${event}`,
  ],
  ['a chunk longer than it says', ['transfer-encoding: chunked'], `1\r\n${event}\r\n0\r\n\r\n`],
  ['a chunk of negative length', ['transfer-encoding: chunked'], `-1\r\n${event}\r\n0\r\n\r\n`],
  [
    'chunks with 20 KB of extensions',
    ['transfer-encoding: chunked'],
    `1;${'x'.repeat(20_000)}\r\n{\r\n0\r\n\r\n`,
  ],
];

test.for(attacks)('request smuggling: %s', async ([, head, body]) => {
  const request = [
    'POST /v1/events HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json',
    ...head,
    '',
    body,
  ].join('\r\n');
  const answers = await target.unharmedBy((url) => sendRaw(url, request));
  expect(answers.count, answers.text).toBe(1);
  expect([400, 413]).toContain(answers.status);
  expect(answers.code).toMatch(/^(REQUEST_MALFORMED|BODY_TOO_LARGE)$/);
  expect(answers.text).toMatch(/^connection: close/im);
});

test('request smuggling: what lies in the body of a GET is no request', async () => {
  const request = `GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: ${smuggled.length}\r\n\r\n${smuggled}`;
  const answers = await target.unharmedBy((url) => sendRaw(url, request));
  expect([answers.count, answers.status]).toEqual([1, 200]);
});

test('request smuggling: a broken request behind one that is not answered yet brings no answer for it', async () => {
  const first = 'GET /v1/recommendations?userId=a HTTP/1.1\r\nhost: a\r\n\r\n';
  const answers = await target.unharmedBy((url) => sendRaw(url, `${first}NONSENSE\r\n\r\n`));
  expect(answers.text).not.toContain('REQUEST_MALFORMED');
  expect(answers.count).toBeLessThanOrEqual(1);
});

test('request smuggling: what follows a refused body on its connection is not read', async () => {
  const head = 'POST /v1/events HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
  const tooLong = `${head}content-length: 600000\r\n\r\n${' '.repeat(1000)}`;
  const answers = await target.unharmedBy((url) => sendRaw(url, tooLong + smuggled));
  expect([answers.count, answers.status, answers.code]).toEqual([1, 413, 'BODY_TOO_LARGE']);
});
