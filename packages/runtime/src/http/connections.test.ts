import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createLogger } from '../logger.ts';
import { registerOperations } from './operations.ts';
import { createHttpServer, listen } from './server.ts';

/** A server with a route that answers when it is released, and what ends it. */
async function serve() {
  const stopping = new AbortController();
  const app = createHttpServer(createLogger('test', 'silent'), { stopping: stopping.signal });
  onTestFinished(() => app.close());
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  const begun = new Promise<void>((begin) => {
    app.get('/held', async () => {
      begin();
      await released;
      return { held: true };
    });
  });
  // As every answer that waits for log or store: by then what was sent ahead has come in.
  app.get('/', () => nextTurn({}));
  registerOperations(app, {
    registry: new Registry(),
    readiness: () => ({ ready: true, waitingFor: [] }),
    stopping: stopping.signal,
  });
  await listen(app, '127.0.0.1', 0);
  return { app, stopping, begun, release };
}

/** A connection on which requests are written by hand; `text` is everything that came back. */
async function open(app: FastifyInstance) {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.setEncoding('utf8').on('data', (data: string) => (text += data));
  const request = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;
  const ask = (...paths: string[]) => socket.write(paths.map(request).join(''));
  const ended = async () => {
    await once(socket, 'close');
    return text;
  };
  await once(app.server, 'connection');
  return { ask, ended };
}

const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, s]) => s);

it('is not ready once it is to end, and goes on answering, each time ending the connection', async () => {
  const { app, stopping } = await serve();
  expect((await app.inject('/')).headers.connection).not.toBe('close');
  expect((await app.inject('/health/ready')).statusCode).toBe(200);
  stopping.abort();
  const answer = await app.inject('/');
  expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'close']);
  const health = await app.inject('/health/ready');
  expect([health.statusCode, health.json()]).toEqual([
    503,
    { ready: false, waitingFor: ['the end of this process'] },
  ]);
  expect((await app.inject('/health/live')).statusCode).toBe(200);
});

it('answers all that was sent ahead on a connection before it ends it', async () => {
  const { app, stopping } = await serve();
  const client = await open(app);
  stopping.abort();
  client.ask('/', '/', '/');
  const text = await client.ended();
  expect(statuses(text)).toEqual(['200', '200', '200']);
  expect(text.match(/connection: close/gi)).toHaveLength(1);
});

it('answers what comes in on an open connection while it closes, and then ends it', async () => {
  const { app, begun, release } = await serve();
  const client = await open(app);
  client.ask('/held');
  await begun;
  const closed = app.close();
  await vi.waitFor(() => expect(app.server.listening).toBe(false));
  client.ask('/');
  await once(app.server, 'request');
  release();
  const [text] = await Promise.all([client.ended(), closed]);
  expect(statuses(text)).toEqual(['200', '200']);
});

it('is not held up by answers that were made before it closed and wait for one that was not', async () => {
  const { app, begun, release } = await serve();
  const client = await open(app);
  client.ask('/held', '/');
  await begun;
  const closed = app.close();
  await vi.waitFor(() => expect(app.server.listening).toBe(false));
  release();
  const [text] = await Promise.all([client.ended(), closed]);
  expect(statuses(text)).toEqual(['200', '200']);
});

it('closes at once though a client keeps a connection open, used or not', async () => {
  const { app, stopping } = await serve();
  const [used, unused] = [await open(app), await open(app)];
  used.ask('/');
  await once(app.server, 'request');
  stopping.abort();
  await Promise.all([app.close(), used.ended(), unused.ended()]);
  expect(app.server.listening).toBe(false);
});
