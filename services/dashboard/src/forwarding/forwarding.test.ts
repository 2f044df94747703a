import type { ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { guardRoutes, openAccess } from '@freshet/access';
import { createHttpServer } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../../../test/support/eventually.ts';
import { openListeningService, type Seen } from '../../../../test/support/listening-service.ts';
import { callsOfApi, callsOfIngest } from './allowed-calls.ts';
import { createForwarding, WAITING_MAX } from './forwarding.ts';

const logger = { debug() {}, info() {}, warn() {}, error() {} };
/** Port 9 is kept for discarding, and nothing of ours listens there. */
const nowhere = 'http://127.0.0.1:9';

async function openForwarding(
  urls: { apiUrl?: string; ingestUrl?: string },
  patienceMs = 30_000,
): Promise<FastifyInstance> {
  const app = createHttpServer(logger);
  guardRoutes(app, openAccess);
  onTestFinished(() => app.close());
  const away = { apiUrl: nowhere, ingestUrl: nowhere };
  await app.register(createForwarding({ ...away, ...urls, logger, patienceMs }));
  return app;
}

/** The whole answer to a request line that is written as it is: clients tidy theirs up. */
async function rawCall(app: FastifyInstance, line: string): Promise<string> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(`${line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
  return text(socket);
}

const filledIn = (call: string): string => call.replace(/:\w+/, 'a%2Fb');

it('brings every call of the pages to its service, as it came', async () => {
  const [api, ingest] = [await openListeningService(), await openListeningService()];
  const app = await openForwarding({ apiUrl: api.url, ingestUrl: ingest.url });
  for (const call of [...callsOfApi, ...callsOfIngest]) {
    const [method, url] = filledIn(call).split(' ') as ['GET', string];
    const answer = await app.inject({ method, url: `${url}?site=a&n=%20` });
    expect([call, answer.statusCode, answer.body]).toEqual([call, 200, '{}']);
  }
  const queried = (calls: readonly string[]) =>
    calls.map((call) => `${filledIn(call)}?site=a&n=%20`);
  expect(api.seen.map(({ call }) => call)).toEqual(queried(callsOfApi));
  expect(ingest.seen.map(({ call }) => call)).toEqual(queried(callsOfIngest));
});

it('brings the bytes of a body, and no header of the caller', async () => {
  const api = await openListeningService();
  const app = await openForwarding({ apiUrl: api.url });
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    cookie: 'session=1',
    authorization: 'Bearer 1',
    'x-forwarded-host': 'evil.example',
  };
  const payload = '{"action": "hide" ';
  await app.inject({ method: 'PUT', url: '/v1/admin/rules/r', headers, payload });
  const [{ body, headers: brought }] = api.seen as [Seen];
  expect(body).toBe(payload);
  expect(brought).toMatchObject({ 'content-type': 'application/json', host: api.url.slice(7) });
  for (const name of ['cookie', 'authorization', 'x-forwarded-host', 'x-forwarded-for']) {
    expect(brought, name).not.toHaveProperty(name);
  }
});

it('brings back status, body and when to try again, and opens nothing to pages of other sites', async () => {
  const { url: apiUrl } = await openListeningService((response) => {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'retry-after': '7',
      'access-control-allow-origin': '*',
      'set-cookie': 'a=b',
    };
    response.writeHead(503, headers).end('{"code":"LOG_UNREACHABLE","message":"away"}');
  });
  const app = await openForwarding({ apiUrl });
  const answer = await app.inject('/v1/ranker');
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toEqual({ code: 'LOG_UNREACHABLE', message: 'away' });
  expect(answer.headers).toMatchObject({ 'retry-after': '7', 'cache-control': 'no-store' });
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  expect(answer.headers).not.toHaveProperty('set-cookie');
});

it.for([
  ['POST', '/v1/events'],
  ['POST', '/v1/items'],
  ['PUT', '/v1/items/tent'],
  ['DELETE', '/v1/profiles?userId=ada'],
  ['POST', '/v1/recommendations'],
  ['GET', '/v1/admin/namespaces'],
  ['PUT', '/v1/admin/ranker/weights'],
  ['GET', '/metrics'],
  ['GET', '/v1/items/tent/../../admin/topics'],
  ['GET', 'http://127.0.0.1:9/v1/admin/topics'],
  ['GET', '//127.0.0.1:9/v1/ranker'],
] as const)('brings nobody else anywhere: %s %s', async ([method, url]) => {
  const [api, ingest] = [await openListeningService(), await openListeningService()];
  const app = await openForwarding({ apiUrl: api.url, ingestUrl: ingest.url });
  const answer = await rawCall(app, `${method} ${url}`);
  expect(answer).toMatch(/^HTTP\/1.1 40[04] /);
  expect([...api.seen, ...ingest.seen]).toEqual([]);
});

it.for(['/v1/items/..', '/v1/items/%2e%2E', '/v1/items/..\\admin\\figures', '/v1/items/a"b'])(
  'lets no path become another one on its way: %s',
  async (path) => {
    const api = await openListeningService();
    const app = await openForwarding({ apiUrl: api.url });
    const answer = await rawCall(app, `GET ${path}`);
    expect(answer).toMatch(/^HTTP\/1.1 400 [^]*TARGET_INVALID/);
    expect(api.seen).toEqual([]);
  },
);

it('calls the service it was given, whatever host a request line names', async () => {
  const api = await openListeningService();
  const app = await openForwarding({ apiUrl: api.url });
  const answer = await rawCall(app, 'GET http://127.0.0.1:9/v1/ranker');
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  expect(api.seen).toEqual([]);
});

it('says which service is away, where it was sought, and what to do', async () => {
  const app = await openForwarding({});
  const api = await app.inject('/v1/ranker');
  expect(api.statusCode).toBe(502);
  expect(api.json()).toEqual({
    code: 'UPSTREAM_UNREACHABLE',
    message: `The API cannot be reached at ${nowhere}; start it, or set API_URL of the dashboard to where it is.`,
  });
  const ingest = await app.inject('/v1/messages/m');
  expect([ingest.statusCode, ingest.body]).toEqual([502, expect.stringContaining('INGEST_URL')]);
});

it('follows no redirect', async () => {
  const elsewhere = await openListeningService();
  const { url: apiUrl } = await openListeningService((response) => {
    response.writeHead(302, { location: elsewhere.url }).end();
  });
  const app = await openForwarding({ apiUrl });
  expect((await app.inject('/v1/ranker')).statusCode).toBe(502);
  expect(elsewhere.seen).toEqual([]);
});

it('gives up on a service that hangs', async () => {
  const { url: apiUrl } = await openListeningService(() => {});
  const app = await openForwarding({ apiUrl }, 50);
  const answer = await app.inject('/v1/ranker');
  expect([answer.statusCode, answer.json()]).toMatchObject([504, { code: 'UPSTREAM_TIMEOUT' }]);
});

it(`lets ${WAITING_MAX} calls wait for a service, and further ones be sent again`, async () => {
  const held: ServerResponse[] = [];
  const api = await openListeningService((response) => void held.push(response));
  const app = await openForwarding({ apiUrl: api.url });
  const waiting = Array.from({ length: WAITING_MAX }, () => app.inject('/v1/ranker'));
  await eventually('all of them wait', () => expect(held).toHaveLength(WAITING_MAX));
  const refused = await app.inject('/v1/ranker');
  expect([refused.statusCode, refused.json()]).toMatchObject([503, { code: 'UPSTREAM_BUSY' }]);
  expect(refused.headers).toHaveProperty('retry-after');
  for (const response of held.splice(0)) response.end('{}');
  for (const { statusCode } of await Promise.all(waiting)) expect(statusCode).toBe(200);
  const next = app.inject('/v1/ranker');
  await eventually('there is room again', () => expect(held).toHaveLength(1));
  held[0]!.end('{}');
  expect((await next).statusCode).toBe(200);
});

it('takes no body over 512 KB, and none that is not JSON', async () => {
  const app = await openForwarding({});
  const call = { method: 'PUT', url: '/v1/admin/rules/r' } as const;
  const large = await app.inject({
    ...call,
    headers: { 'content-type': 'application/json' },
    payload: '"'.padEnd(512 * 1024 + 1),
  });
  expect([large.statusCode, large.json()]).toMatchObject([413, { code: 'BODY_TOO_LARGE' }]);
  const form = await app.inject({
    ...call,
    headers: { 'content-type': 'text/plain' },
    payload: 'a',
  });
  expect([form.statusCode, form.json()]).toMatchObject([415, { code: 'MEDIA_TYPE_UNSUPPORTED' }]);
});
