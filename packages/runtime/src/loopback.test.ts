import { expect, it } from 'vitest';
import { createHttpServer } from './http.ts';
import { requireLoopback } from './loopback.ts';

const logger = { debug() {}, info() {}, warn() {}, error() {} };

function server() {
  const app = createHttpServer(logger);
  app.get('/', { onRequest: requireLoopback }, () => 'in');
  return app;
}

it.for(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])(
  'lets %s in',
  async (remoteAddress) => {
    const answer = await server().inject({ url: '/', remoteAddress });
    expect(answer.statusCode).toBe(200);
  },
);

it.for(['10.0.0.1', '192.168.127.1', '::2', '::ffff:10.0.0.1', '1127.0.0.1'])(
  'keeps %s out',
  async (remoteAddress) => {
    const answer = await server().inject({ url: '/', remoteAddress });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'ADMIN_LOOPBACK_ONLY' });
  },
);

it.for([
  { 'x-forwarded-for': '10.0.0.1' },
  { forwarded: 'for=10.0.0.1' },
  { origin: 'http://evil' },
])('keeps out whoever speaks for somebody else: %o', async (headers) => {
  const answer = await server().inject({ url: '/', remoteAddress: '127.0.0.1', headers });
  expect(answer.statusCode).toBe(403);
});
