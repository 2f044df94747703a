import { expect, it } from 'vitest';
import { createHttpServer } from './http/server.ts';
import { requireLoopback } from './loopback.ts';

const logger = { debug() {}, info() {}, warn() {}, error() {} };

function call(remoteAddress: string, headers: Record<string, string> = {}) {
  const app = createHttpServer(logger);
  app.get('/', { onRequest: requireLoopback }, () => 'in');
  return app.inject({ url: '/', remoteAddress, headers });
}

it.for([
  ['127.0.0.1', '127.0.0.1:8080'],
  ['127.8.9.1', 'localhost'],
  ['::1', '[::1]:8080'],
  ['::ffff:127.0.0.1', 'localhost:8080'],
] as const)('lets %s in, calling %s', async ([peer, host]) => {
  expect((await call(peer, { host })).statusCode).toBe(200);
});

it('lets a page in that Freshet itself has served to this machine', async () => {
  const headers = { host: 'localhost:8080', origin: 'http://localhost:8080' };
  expect((await call('127.0.0.1', headers)).statusCode).toBe(200);
});

it.for(['10.0.0.1', '192.168.127.1', '::2', 'fe80::1', '::ffff:10.0.0.1', '1127.0.0.1'])(
  'keeps %s out',
  async (peer) => {
    const answer = await call(peer);
    expect(answer.statusCode).toBe(403);
    const { code, message } = answer.json<{ code: string; message: string }>();
    expect(code).toBe('ADMIN_LOCAL_ONLY');
    expect(message).toContain(`comes from ${peer}`);
  },
);

it.for([
  ['x-forwarded-for', { 'x-forwarded-for': '10.0.0.1' }],
  ['x-real-ip', { 'x-real-ip': '127.0.0.1' }],
  ['forwarded', { forwarded: 'for=10.0.0.1' }],
  ['names no host', { host: 'no host' }],
  ['meant for evil.example', { host: 'evil.example:8080' }],
  ['meant for 127.0.0.1.nip.io', { host: '127.0.0.1.nip.io' }],
  ['page of another site', { origin: 'http://evil.example' }],
  ['page of another site', { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:3000' }],
  ['page of another site', { origin: 'null' }],
] as const)(
  'keeps out a call from here that is not a program here: %s, %o',
  async ([why, headers]) => {
    const answer = await call('127.0.0.1', headers);
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ message: expect.stringContaining(why) as string });
  },
);
