import { expect, test } from 'vitest';
import { MARK, startAttackTarget } from '../../support/attack-target.ts';
import { sendRaw } from '../../support/raw-http.ts';

const target = startAttackTarget();

const junk = (count: number) => Array.from({ length: count }, (_, i) => `x-${i}: y`);
const admin = 'GET /v1/admin/topics';

/** What follows the request line; a Host is put before it, unless the first line is one. */
type Head = readonly string[];
type Attack = readonly [
  kind: string,
  name: string,
  call: string,
  head: Head,
  status: number,
  code: string | undefined,
];

/** Status 0: the server hangs up without an answer. */
const attacks: readonly Attack[] = [
  ['path trick', 'dots up to a file', 'GET /../../../../etc/passwd', [], 404, 'NOT_FOUND'],
  [
    'path trick',
    'encoded dots',
    'GET /dashboard/assets/..%2f..%2fpackage.json',
    [],
    404,
    'NOT_FOUND',
  ],
  [
    'path trick',
    'dots out of what is open',
    'GET /beacon.js/../v1/admin/topics',
    [],
    404,
    'NOT_FOUND',
  ],
  ['path trick', 'encoded twice', 'GET /v1/items/%252e%252e%252fadmin', [], 404, 'ITEM_UNKNOWN'],
  ['path trick', 'a slash in an id', 'GET /v1/items/..%2fadmin%2ftopics', [], 404, 'ITEM_UNKNOWN'],
  ['path trick', 'backslashes', 'GET /v1\\admin\\topics', [], 404, 'NOT_FOUND'],
  ['path trick', 'two slashes', 'GET //v1/admin/topics', [], 404, 'NOT_FOUND'],
  ['path trick', 'other letters', 'GET /V1/Admin/topics', [], 404, 'NOT_FOUND'],
  ['path trick', 'no percent encoding', 'GET /v1/items/%zz', [], 400, 'TARGET_INVALID'],
  ['path trick', 'cut UTF-8', 'GET /v1/items/%ff', [], 400, 'TARGET_INVALID'],
  ['path trick', 'NUL', 'GET /v1/items/a%00b', [], 400, 'PARAMETER_INVALID'],
  [
    'path trick',
    'a very long part',
    `GET /v1/items/${'x'.repeat(2_000)}`,
    [],
    400,
    'TARGET_INVALID',
  ],
  [
    'path trick',
    '20 KB',
    `GET /v1/items?after=${'x'.repeat(20_000)}`,
    [],
    431,
    'HEADERS_TOO_LARGE',
  ],
  ['path trick', 'of another server', 'GET http://evil.example/', [], 400, 'TARGET_INVALID'],
  [
    'path trick',
    'of this server, for admins',
    'GET http://127.0.0.1/v1/admin/topics',
    [],
    400,
    'TARGET_INVALID',
  ],
  ['path trick', 'the whole server', 'OPTIONS *', [], 400, 'TARGET_INVALID'],
  ['path trick', 'a tunnel', 'CONNECT evil.example:443', [], 0, undefined],
  ['query trick', 'twice', 'GET /v1/trending?n=1&n=500', [], 400, 'PARAMETER_INVALID'],
  ['query trick', '__proto__', 'GET /v1/trending?__proto__[n]=1', [], 400, 'PARAMETER_UNKNOWN'],
  [
    'query trick',
    'a list for a visitor',
    'GET /v1/recommendations?userId=a&userId=b',
    [],
    400,
    'PARAMETER_INVALID',
  ],
  ['method trick', 'unknown', 'STEAL /v1/items', [], 400, 'REQUEST_MALFORMED'],
  ['method trick', 'one that echoes', 'TRACE /', [`cookie: ${MARK}`], 404, 'NOT_FOUND'],
  [
    'method trick',
    'overridden',
    'GET /v1/profiles?userId=nobody',
    ['x-http-method-override: DELETE', 'x-method-override: DELETE'],
    404,
    'PROFILE_UNKNOWN',
  ],
  ['method trick', 'a GET that posts', 'GET /v1/events', ['content-length: 0'], 404, 'NOT_FOUND'],
  [
    'admin call from elsewhere',
    'by another name (rebinding)',
    admin,
    ['host: evil.example'],
    403,
    'ADMIN_LOCAL_ONLY',
  ],
  [
    'admin call from elsewhere',
    'through a proxy',
    admin,
    ['x-forwarded-for: 192.0.2.1'],
    403,
    'ADMIN_LOCAL_ONLY',
  ],
  [
    'admin call from elsewhere',
    'of a page',
    admin,
    ['origin: https://evil.example'],
    403,
    'ADMIN_LOCAL_ONLY',
  ],
  [
    'admin call from elsewhere',
    'by two names',
    admin,
    ['host: 127.0.0.1', 'host: evil.example'],
    403,
    'ADMIN_LOCAL_ONLY',
  ],
  [
    'header trick',
    'so many that the one of a proxy is left out',
    admin,
    [...junk(2_100), 'x-forwarded-for: 192.0.2.1'],
    431,
    'HEADERS_TOO_MANY',
  ],
  [
    'header trick',
    'a hundred before the one of a proxy',
    admin,
    [...junk(100), 'x-forwarded-for: 192.0.2.1'],
    431,
    'HEADERS_TOO_MANY',
  ],
  ['header trick', '17 KB', 'GET /', [`x: ${'y'.repeat(17_000)}`], 431, 'HEADERS_TOO_LARGE'],
  ['header trick', 'NUL', 'GET /', ['x: a\0b'], 400, 'REQUEST_MALFORMED'],
  ['header trick', 'a name with a space', 'GET /', ['x y: z'], 400, 'REQUEST_MALFORMED'],
  ['header trick', 'an unknown expectation', 'GET /', ['expect: the-unexpected'], 417, undefined],
  [
    'header trick',
    'an answer split by a line break in a path',
    'GET /v1/items/a%0d%0aset-cookie:%20a=b',
    [],
    400,
    'PARAMETER_INVALID',
  ],
  [
    'header trick',
    'the same in a path that is not there',
    'GET /nowhere%0d%0aset-cookie:%20a=b',
    [],
    404,
    'NOT_FOUND',
  ],
];

test.for(attacks)('%s: %s', async ([, , call, head, status, code]) => {
  const lines = head[0]?.startsWith('host:') ? head : ['host: 127.0.0.1', ...head];
  const request = [`${call} HTTP/1.1`, ...lines, 'connection: close', '', ''].join('\r\n');
  const answers = await target.unharmedBy((url) => sendRaw(url, request));
  expect([answers.status, answers.code], answers.text.slice(0, 1_000)).toEqual([status, code]);
  expect(answers.count).toBe(status === 0 ? 0 : 1);
  expect(answers.text).not.toMatch(/^set-cookie/im);
  expect(answers.text, 'nothing is echoed').not.toContain(MARK);
});

test('header trick: a request without a Host, and one of HTTP/0.9 or 2, are refused', async () => {
  const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
  for (const request of ['GET / HTTP/1.1\r\n\r\n', 'GET /\r\n\r\n', preface]) {
    const answers = await target.unharmedBy((url) => sendRaw(url, request));
    expect([answers.count, answers.status], request).toEqual([1, 400]);
  }
});

test('header trick: HTTP/1.0 gets one answer, and is hung up on', async () => {
  const answers = await target.unharmedBy((url) =>
    sendRaw(url, 'GET /health/live HTTP/1.0\r\n\r\n'),
  );
  expect([answers.count, answers.status]).toEqual([1, 200]);
  expect(answers.text).toMatch(/^connection: close/im);
});
