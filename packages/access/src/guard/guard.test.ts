import {
  needs,
  forEveryone,
  forVisitors,
  toChangeDeployment,
  HttpProblem,
  Registry,
} from '@freshet/runtime';
import Fastify, { type FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { openAccess } from '../access.ts';
import { KeyRing } from '../keys/key-ring.ts';
import { testKey } from '../keys/key.fixture.ts';
import { siteOf } from './caller.ts';
import { KeyLimiter } from '../limits/key-limiter.ts';
import { memoryCounter } from '../limits/memory-counter.ts';
import { guardRoutes, type GuardOptions } from './guard.ts';

const page = testKey('publishable', { site: 'shop', origins: ['https://shop.example'] });
const anyPage = testKey('publishable', { site: 'shop' });
const reader = testKey('secret', { site: 'shop', scopes: ['inspect'] });
const admin = testKey('secret', { site: 'shop', scopes: ['admin'] });
const owner = testKey('secret', { site: '*', scopes: ['admin'] });
const ring = new KeyRing([page, anyPage, reader, admin, owner].map(({ record }) => record));

function serve(access: Parameters<typeof guardRoutes>[1], options: GuardOptions = {}) {
  const app = Fastify();
  guardRoutes(app, access, options);
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof HttpProblem)) throw error;
    return reply.code(error.statusCode).send(error.problem);
  });
  app.get('/open', { config: forEveryone }, () => 'in');
  for (const method of ['GET', 'POST'] as const) {
    const config = forVisitors('recommend');
    app.route({ method, url: '/visitors', config, handler: (request) => ({ ...of(request) }) });
  }
  const keyIn = ({ body }: FastifyRequest) => (body as { writeKey?: unknown }).writeKey;
  app.post('/foreign', { config: needs('events', { isPublic: true, keyIn }) }, (request) => {
    return of(request);
  });
  app.get('/inspect', { config: needs('inspect') }, (request) => of(request));
  app.get('/deployment', { config: toChangeDeployment }, (request) => of(request));
  return app;
}
const of = (request: Parameters<typeof siteOf>[0]) => ({
  site: siteOf(request),
  query: request.query,
});

const keyed = serve({
  isOpen: false,
  find: (text) => ring.find(text, Date.now()),
  identitySecrets: () => [],
});
const open = serve(openAccess);

interface Call {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  readonly payload?: object;
}

async function ask(app: ReturnType<typeof serve>, call: Call) {
  const { statusCode, headers, ...answer } = await app.inject({
    remoteAddress: '127.0.0.1',
    ...call,
  });
  const body =
    statusCode === 200 && call.url === '/open' ? {} : answer.json<Record<string, unknown>>();
  return { status: statusCode, headers, body };
}

const bearer = ({ text }: { text: string }) => ({ authorization: `Bearer ${text}` });
const shop = { origin: 'https://shop.example' };
const basic = (text: string) => `Basic ${Buffer.from(`${text}:`).toString('base64')}`;

describe('with keys', () => {
  it.for<[what: string, call: Call]>([
    ['for everyone', { url: '/open' }],
    ['with a header', { url: '/visitors', headers: { ...bearer(page), ...shop } }],
    ['as a user name', { url: '/visitors', headers: { authorization: basic(anyPage.text) } }],
    ['as x-api-key', { url: '/visitors', headers: { 'x-api-key': anyPage.text } }],
    ['in the address', { url: `/visitors?key=${anyPage.text}` }],
    ['of a page, by POST', { url: `/visitors?key=${page.text}`, method: 'POST', headers: shop }],
    ['of the same origin, by GET', { url: `/visitors?key=${page.text}` }],
    ['with the scope', { url: '/inspect', headers: bearer(reader) }],
    ['of all sites', { url: '/deployment', headers: bearer(owner) }],
  ])('a call %s is let in', async ([, call]) => {
    expect(await ask(keyed, call)).toMatchObject({ status: 200 });
  });

  it.for<[what: string, call: Call, status: number, code: string]>([
    ['no key', { url: '/visitors' }, 401, 'KEY_MISSING'],
    [
      'an unknown key',
      { url: '/visitors', headers: bearer(testKey('secret')) },
      401,
      'KEY_REFUSED',
    ],
    [
      'another scheme',
      { url: '/inspect', headers: { authorization: 'Digest x' } },
      401,
      'KEY_REFUSED',
    ],
    ['a key given twice', { url: `/visitors?key=${anyPage.text}&key=x` }, 401, 'KEY_REFUSED'],
    ['a secret key in the address', { url: `/inspect?key=${reader.text}` }, 401, 'KEY_MISPLACED'],
    ['another scope', { url: '/visitors', headers: bearer(reader) }, 403, 'SCOPE_MISSING'],
    ['a publishable key', { url: '/inspect', headers: bearer(anyPage) }, 403, 'KEY_PUBLISHABLE'],
    ['a key of one site', { url: '/deployment', headers: bearer(admin) }, 403, 'KEY_OF_ONE_SITE'],
    [
      'a page of another origin',
      { url: '/visitors', headers: { ...bearer(page), origin: 'https://evil.example' } },
      403,
      'ORIGIN_REFUSED',
    ],
    [
      'a POST of no page',
      { url: `/visitors?key=${page.text}`, method: 'POST' },
      403,
      'ORIGIN_REFUSED',
    ],
    ['another site', { url: '/inspect?site=b', headers: bearer(reader) }, 403, 'SITE_OF_OTHER_KEY'],
    [
      'a site that is none',
      { url: '/inspect?site=/', headers: bearer(reader) },
      400,
      'PARAMETER_INVALID',
    ],
  ])('a call with %s is refused', async ([, call, status, code]) => {
    expect(await ask(keyed, call)).toMatchObject({ status, body: { code } });
  });

  it('a page can read why it was refused', async () => {
    const { headers } = await ask(keyed, { url: '/visitors' });
    expect(headers['access-control-allow-origin']).toBe('*');
  });

  it('a call acts on the site of its key, and the key is taken out of the query', async () => {
    const { body } = await ask(keyed, { url: `/visitors?n=1&key=${anyPage.text}` });
    expect(body).toEqual({ site: 'shop', query: { n: '1' } });
  });

  it('a key of all sites acts on the one it names, else on the default', async () => {
    const sites = ['/deployment?site=b', '/deployment'].map(async (url) =>
      siteIn(await ask(keyed, { url, headers: bearer(owner) })),
    );
    expect(await Promise.all(sites)).toEqual(['b', 'default']);
  });

  it('neither a preflight nor a path that is not there needs a key', async () => {
    expect((await keyed.inject('/nowhere')).statusCode).toBe(404);
  });
});

const siteIn = ({ body }: { body: Record<string, unknown> }) => body['site'];

describe('without keys', () => {
  it('a call needs none, and one that comes along means nothing', async () => {
    for (const headers of [{}, bearer(reader), bearer(testKey('secret'))]) {
      expect(await ask(open, { url: '/inspect', headers })).toMatchObject({ status: 200 });
    }
  });

  it('what changes the deployment is taken from this machine only', async () => {
    expect(await ask(open, { url: '/deployment' })).toMatchObject({ status: 200 });
    const away = await open.inject({ url: '/deployment', remoteAddress: '192.0.2.1' });
    expect([away.statusCode, away.json()]).toMatchObject([403, { code: 'ADMIN_LOCAL_ONLY' }]);
  });
});

it('a route that does not say who may call it is not served', async () => {
  const app = Fastify();
  guardRoutes(app, openAccess);
  expect(() => app.get('/', () => 'in')).toThrow('GET / does not say');
});

it('a key that is limited is refused before its route is asked, readable for pages', async () => {
  const limited = testKey('publishable', { limits: { requestsPerSecond: 1 } });
  const find = () => limited.record;
  const counter = memoryCounter();
  const limiter = new KeyLimiter({ counter, registry: new Registry(), clock: Date.now });
  const app = serve({ isOpen: false, find, identitySecrets: () => [] }, { limiter });
  await counter.consume(`${limited.record.id}:requests`, 1, { customDuration: 3_600 });
  const answer = await ask(app, { url: `/visitors?key=${limited.text}` });
  expect(answer).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'retry-after',
  });
  expect(await ask(app, { url: '/open' })).toMatchObject({ status: 200 });
});

describe('without keys, where the back office has a login', () => {
  const withLogin = serve(openAccess, { hasLogin: true });
  const ofPage = { 'sec-fetch-site': 'same-origin' };

  it.for<[what: string, call: Call, status: number]>([
    ['an operator’s call of a page', { url: '/deployment', headers: ofPage }, 401],
    ['an operator’s call of a command', { url: '/deployment' }, 200],
    ['a visitor’s call of a page', { url: '/visitors', headers: ofPage }, 200],
  ])('%s', async ([, { headers = {}, ...call }, status]) => {
    const here = { ...call, headers: { host: '127.0.0.1', ...headers } };
    expect((await ask(withLogin, here)).status).toBe(status);
  });
});

describe('a route of another protocol', () => {
  const post = (payload: object, headers = {}) =>
    ask(keyed, { url: '/foreign', method: 'POST', payload, headers });

  it('takes the key from where that protocol has it, or from where ours do', async () => {
    expect((await post({ writeKey: anyPage.text })).body).toMatchObject({ site: 'shop' });
    expect((await post({}, bearer(anyPage))).body).toMatchObject({ site: 'shop' });
    const ofElsewhere = { authorization: 'Bearer eyJ0b2tlbiI6' };
    expect((await post({ writeKey: anyPage.text }, ofElsewhere)).body).toMatchObject({
      site: 'shop',
    });
    const both = await post({ writeKey: anyPage.text }, bearer(testKey('publishable')));
    expect(both).toMatchObject({ status: 401, body: { code: 'KEY_REFUSED' } });
  });

  it('answers nobody without one', async () => {
    expect(await post({})).toMatchObject({ status: 401, body: { code: 'KEY_MISSING' } });
    expect(await post({ writeKey: 7 })).toMatchObject({ status: 401 });
    expect(await post({ writeKey: 'none of ours' })).toMatchObject({
      body: { code: 'KEY_REFUSED' },
    });
    const refused = await post({ writeKey: page.text }, { origin: 'https://other.example' });
    expect(refused).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
  });
});
