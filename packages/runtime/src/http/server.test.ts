import { gzipSync } from 'node:zlib';
import { Registry } from 'prom-client';
import { expect, it, onTestFinished } from 'vitest';
import { FreshetError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { acceptLenientJson } from './json-body.ts';
import { registerOperations } from './operations.ts';
import { HttpProblem } from './problem.ts';
import { createHttpServer, listen } from './server.ts';

function buildApp() {
  const app = createHttpServer(createLogger('test', 'silent'));
  onTestFinished(() => app.close());
  return app;
}

it('answers a problem with its status, code, pointer and Retry-After', async () => {
  const app = buildApp();
  app.get('/busy', () => {
    throw new HttpProblem(503, { code: 'FULL', message: 'No room.', pointer: '/a' }, 7);
  });
  const answer = await app.inject('/busy');
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['retry-after']).toBe('7');
  expect(answer.json()).toEqual({ code: 'FULL', message: 'No room.', pointer: '/a' });
});

it('turns a failure that passes into 503', async () => {
  const app = buildApp();
  app.get('/down', () => {
    throw new FreshetError('LOG_UNREACHABLE', 'no broker');
  });
  const answer = await app.inject('/down');
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['retry-after']).toBe('1');
});

it('hides what went wrong inside', async () => {
  const app = buildApp();
  app.get('/bug', () => {
    throw new Error('password=hunter2');
  });
  const answer = await app.inject('/bug');
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('hunter2');
});

it.for([
  ['cut short', '{"a":', 400, 'BODY_MALFORMED', 'not valid JSON'],
  ['that poisons prototypes', '{"__proto__":{"x":1}}', 400, 'BODY_MALFORMED', '__proto__'],
  ['in bytes of no text', Buffer.from([0x22, 0xff, 0x22]), 400, 'BODY_MALFORMED', 'not UTF-8'],
  ['in gzip that is cut', gzipSync('{}').subarray(0, 12), 400, 'BODY_MALFORMED', 'as gzip'],
  ['in gzip of no text', gzipSync(gzipSync('{}')), 400, 'BODY_MALFORMED', 'not UTF-8'],
  ['in gzip of a bomb', gzipSync(Buffer.alloc(9_000_000)), 413, 'BODY_TOO_LARGE', 'decompresses'],
  ['larger than the bound', `"${'x'.repeat(600_000)}"`, 413, 'BODY_TOO_LARGE', 'too large'],
] as const)('refuses a body %s', async ([, payload, status, code, message]) => {
  const app = buildApp();
  app.post('/', () => 'taken');
  const headers = { 'content-type': 'application/json' };
  const answer = await app.inject({ method: 'POST', url: '/', payload, headers });
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toMatchObject({ code, message: expect.stringContaining(message) });
});

it.for([
  ['the last of two equal keys', '{"a":1,"a":2}', { a: 2 }],
  ['a key that is harmless', '{"constructor":5}', { constructor: 5 }],
  ['nothing', '', undefined],
  ['gzip, though it is not said', gzipSync('{"a":1}'), { a: 1 }],
  ['gzip of nothing', gzipSync(''), undefined],
] as const)('takes a body of %s', async ([, payload, expected]) => {
  const app = buildApp();
  let body: unknown = 'none yet';
  app.post('/', (request) => (body = request.body) ?? {});
  const headers = { 'content-type': 'application/json; charset=UTF-8' };
  const answer = await app.inject({ method: 'POST', url: '/', payload, headers });
  expect([answer.statusCode, body]).toEqual([200, expected]);
});

const lists = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const keys = (count: number) =>
  `{${Array.from({ length: count }, (_, i) => `"k${i}":${i}`).join()}}`;

it.for([
  ['a key that reaches prototypes', '[1,{"__proto__":{"x":1},"a":2}]', [1, { a: 2 }]],
  ['the same further in', '{"constructor":{"prototype":1,"b":2},"a":2}', { a: 2 }],
  ['a key that is harmless', '{"constructor":5}', { constructor: 5 }],
  ['levels too many', `[1,${lists(40)}]`, [1, JSON.parse(lists(31).replace('[]', '[null]'))]],
  ['levels far too many', `{"a":[${lists(100_000)},2],"b":3}`, expect.objectContaining({ b: 3 })],
  ['keys too many', `[1,${keys(1_001)}]`, [1, JSON.parse(keys(1_000))]],
] as const)('where one bad entry is to spoil no other, takes %s', async ([, payload, expected]) => {
  const app = buildApp();
  let body: unknown = 'none yet';
  await app.register(async (inside) => {
    acceptLenientJson(inside);
    inside.post('/', (request) => (body = request.body) ?? {});
  });
  app.post('/strict', () => ({}));
  const headers = { 'content-type': 'application/json' };
  const answer = await app.inject({ method: 'POST', url: '/', payload, headers });
  expect([answer.statusCode, body]).toEqual([200, expected]);
  const broken = { method: 'POST', url: '/', payload: '{"a":', headers } as const;
  expect((await app.inject(broken)).json()).toMatchObject({ code: 'BODY_MALFORMED' });
  const strict = await app.inject({ ...broken, url: '/strict', payload: '{"__proto__":{}}' });
  expect(strict.statusCode).toBe(400);
});

it('says that answers are what they say they are, and nobody is to keep them', async () => {
  const app = buildApp();
  app.get('/', () => ({}));
  expect((await app.inject('/')).headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
});

it('names a path that is not there', async () => {
  const answer = await buildApp().inject('/nowhere?secret=1');
  expect(answer.json()).toEqual({ code: 'NOT_FOUND', message: 'There is no GET /nowhere here.' });
});

it('says what it is waiting for until it is ready', async () => {
  const app = buildApp();
  const waitingFor = ['the catalogue table'];
  registerOperations(app, {
    registry: new Registry(),
    readiness: () => ({ ready: waitingFor.length === 0, waitingFor }),
    stopping: new AbortController().signal,
  });
  const early = await app.inject('/health/ready');
  expect([early.statusCode, early.json().waitingFor]).toEqual([503, ['the catalogue table']]);
  waitingFor.pop();
  expect((await app.inject('/health/ready')).statusCode).toBe(200);
});

it('names a port that is in use', async () => {
  const [first, second] = [buildApp(), buildApp()];
  await listen(first, '127.0.0.1', 0);
  const { port } = first.server.address() as { port: number };
  await expect(listen(second, '127.0.0.1', port)).rejects.toThrow(`Port ${port} on 127.0.0.1`);
});
