import { gzipSync } from 'node:zlib';
import { guardRoutes, KeyLimiter, makeKey, memoryCounter } from '@freshet/access';
import { answerAsGorse } from '@freshet/gorse';
import { addressReader, createHttpServer, Registry } from '@freshet/runtime';
import type { InjectOptions } from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { openListeningService } from '../../../../test/support/listening-service.ts';
import { forwardToIngest } from './forwarding.ts';
import { intakeApart } from './intake.ts';

const logger = { debug() {}, info() {}, warn() {}, error() {} };
/** Port 9 is kept for discarding, and nothing of ours listens there. */
const nowhere = 'http://127.0.0.1:9';
const key = makeKey(
  {
    kind: 'secret',
    site: 'shop',
    scopes: ['events'],
    label: 'gorse',
    origins: [],
    expiresAt: null,
    limits: { requestsPerSecond: 1 },
  },
  Date.now(),
);

/** An API that has keys, before an ingest at `ingestUrl`. */
async function openApiAt(ingestUrl: string, patienceMs = 30_000) {
  const app = createHttpServer(logger);
  onTestFinished(() => app.close());
  const find = (text: string) => (text === key.text ? key.record : undefined);
  const counter = memoryCounter();
  const limiter = new KeyLimiter({ counter, registry: new Registry(), clock: Date.now });
  guardRoutes(app, { isOpen: false, find, identitySecrets: () => [] }, { limiter });
  await app.register(async (inside) => {
    answerAsGorse(inside);
    await forwardToIngest(inside, intakeApart({ ingestUrl, logger, patienceMs }));
  });
  return app;
}

const headers = { 'x-api-key': key.text };
const told: InjectOptions = { method: 'POST', url: '/api/feedback', headers, payload: ' [ {}]' };
const asJson = { ...headers, 'content-type': 'application/json' };

it('carries bytes, key and address of a call, and what ingest answers', async () => {
  const addressOf = addressReader('loopback');
  let from: string | undefined;
  const ingest = await openListeningService((response) => {
    from = addressOf(response.req);
    response.setHeader('content-type', 'application/json').end('{"RowAffected":1}');
  });
  const app = await openApiAt(ingest.url);
  const answer = await app.inject({
    ...told,
    url: '/api/feedback/?site=shop',
    headers: { ...asJson, cookie: 'a=b', 'x-forwarded-for': '203.0.113.7' },
    remoteAddress: '127.0.0.2',
  });
  expect([answer.statusCode, answer.json()]).toEqual([200, { RowAffected: 1 }]);
  const { call, body, headers: brought } = ingest.seen[0]!;
  expect([call, body]).toEqual(['POST /api/feedback/?site=shop', ' [ {}]']);
  expect(brought).toMatchObject({ ...asJson, 'x-forwarded-for': '203.0.113.7, 127.0.0.2' });
  expect(brought).not.toHaveProperty('cookie');
  // Who trusts this process finds whom it speaks for.
  expect(from).toBe('203.0.113.7');
});

it('brings an id as it is written, and a body that was compressed as it is without', async () => {
  const ingest = await openListeningService();
  const app = await openApiAt(ingest.url);
  await app.inject({
    method: 'PATCH',
    url: '/api/user/a/b%2Fc%C3%BC',
    headers: { ...asJson, 'content-encoding': 'gzip' },
    payload: gzipSync('{"Comment":"c"}'),
  });
  const { call, body, headers: brought } = ingest.seen[0]!;
  expect([call, body]).toEqual(['PATCH /api/user/a/b%2Fc%C3%BC', '{"Comment":"c"}']);
  expect(brought).not.toHaveProperty('content-encoding');
});

it('has ingest alone count a call against the limits of its key', async () => {
  const ingest = await openListeningService();
  const app = await openApiAt(ingest.url);
  for (const _ of [1, 2, 3]) expect((await app.inject(told)).statusCode).toBe(200);
  expect(ingest.seen).toHaveLength(3);
});

it.for<[what: string, call: InjectOptions, status: number, text: string]>([
  ['without a key', { ...told, headers: {} }, 401, expect.stringContaining('takes a key: as')],
  [
    'without the scope',
    { ...told, method: 'DELETE', url: '/api/user/a', payload: '' },
    403,
    'This call takes a key with the scope admin.',
  ],
  [
    'of more than 512 KB',
    { ...told, headers: asJson, payload: ' '.repeat(512 * 1024 + 1) },
    413,
    'Request body is too large',
  ],
])('carries nothing %s', async ([, call, status, text]) => {
  const ingest = await openListeningService();
  const app = await openApiAt(ingest.url);
  const answer = await app.inject(call);
  expect([answer.statusCode, answer.body]).toEqual([status, text]);
  expect(answer.headers['content-type']).toContain('text/plain');
  expect(ingest.seen).toEqual([]);
});

it('brings back a refusal in words, and when to try again', async () => {
  const { url } = await openListeningService((response) => {
    const about = { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '7' };
    response.writeHead(503, { ...about, 'set-cookie': 'a=b' }).end('{"away"} is how it is.');
  });
  const answer = await (await openApiAt(url)).inject(told);
  expect([answer.statusCode, answer.body]).toEqual([503, '{"away"} is how it is.']);
  expect(answer.headers).toMatchObject({
    'retry-after': '7',
    'content-type': 'text/plain; charset=utf-8',
  });
  expect(answer.headers).not.toHaveProperty('set-cookie');
});

it('says in words that ingest is away, where it was sought, and what to do', async () => {
  const answer = await (await openApiAt(nowhere)).inject(told);
  expect([answer.statusCode, answer.body]).toEqual([
    502,
    `Ingest cannot be reached at ${nowhere}; start it, or set INGEST_URL of the API to where it is.`,
  ]);
  expect(answer.headers['content-type']).toContain('text/plain');
});

it('gives up on an ingest that hangs', async () => {
  const { url } = await openListeningService(() => {});
  const answer = await (await openApiAt(url, 50)).inject(told);
  expect([answer.statusCode, answer.body]).toEqual([504, expect.stringContaining('0.05 s')]);
});
