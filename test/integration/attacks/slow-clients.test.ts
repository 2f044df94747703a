import { type AddressInfo, connect, type Socket } from 'node:net';
import { createHttpServer, listen } from '@freshet/runtime';
import { expect, onTestFinished, test } from 'vitest';
import { startAttackTarget } from '../../support/attack-target.ts';
import { eventually } from '../../support/eventually.ts';
import { quietLogger } from '../../support/quiet-logger.ts';

const target = startAttackTarget();
const SLOW_CLIENTS = 500;

const dripping = [
  ['headers', 'GET /health/live HTTP/1.1\r\nhost: a\r\n', 'x: y\r\n'],
  [
    'a body',
    'POST /v1/events HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n',
    ' ',
  ],
  ['nothing at all', '', ''],
] as const;

test.for(dripping)(
  'slow-loris: 500 clients that drip %s keep nobody waiting',
  async ([, head, drop]) => {
    await target.unharmedBy(async (url) => {
      const clients = await connectSlow(Number(new URL(url).port), SLOW_CLIENTS, head);
      // One drop each between the requests of others, all of which are answered.
      for (let round = 0; round < 20; round++) {
        for (const { socket } of clients) socket.write(drop);
        const answer = await fetch(`${url}/health/live`, { headers: { connection: 'close' } });
        expect(answer.status).toBe(200);
      }
      expect(
        clients.every(({ isClosed }) => !isClosed()),
        'they were there all the time',
      ).toBe(true);
    });
  },
);

test.for(dripping)(
  'slow-loris: 500 clients that drip %s are hung up on in time',
  async ([, head, drop]) => {
    const app = createHttpServer(quietLogger, {
      headersTimeoutMs: 500,
      requestTimeoutMs: 500,
      checkEveryMs: 100,
    });
    app.get('/health/live', () => ({}));
    app.post('/v1/events', () => ({}));
    onTestFinished(() => app.close());
    await listen(app, '127.0.0.1', 0);
    const { port } = app.server.address() as AddressInfo;
    const clients = await connectSlow(port, SLOW_CLIENTS, head);
    await eventually('every slow client is hung up on', () => {
      for (const { socket } of clients) if (drop !== '' && socket.writable) socket.write(drop);
      expect(clients.filter(({ isClosed }) => !isClosed())).toEqual([]);
    });
    for (const { received } of clients) {
      expect(received()).toMatch(/^HTTP\/1.1 408 .*REQUEST_TIMEOUT/s);
    }
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`);
    expect(answer.status).toBe(200);
  },
);

test('slow reading: a client that does not read its answer is hung up on', async () => {
  const app = createHttpServer(quietLogger, { standstillMs: 200 });
  // More than the buffers of both ends of a loopback connection take.
  app.get('/large', () => Buffer.alloc(64_000_000));
  onTestFinished(() => app.close());
  await listen(app, '127.0.0.1', 0);
  const { port } = app.server.address() as AddressInfo;
  const [client] = await connectSlow(port, 1, 'GET /large HTTP/1.1\r\nhost: a\r\n\r\n');
  client!.socket.pause();
  await eventually('the server has closed the connection', async () => {
    const connections = await new Promise<number>((resolve) =>
      app.server.getConnections((_error, count) => resolve(count)),
    );
    expect(connections).toBe(0);
  });
});

test('connection flood: past the bound connections are closed, and taken again once there is room', async () => {
  const app = createHttpServer(quietLogger, { connectionsMax: 20 });
  app.get('/', () => ({}));
  onTestFinished(() => app.close());
  await listen(app, '127.0.0.1', 0);
  const { port } = app.server.address() as AddressInfo;
  const clients = await connectSlow(port, 60, '');
  await eventually('all but 20 are closed', () => {
    expect(clients.filter(({ isClosed }) => !isClosed())).toHaveLength(20);
  });
  for (const { socket } of clients) socket.destroy();
  await eventually('others are answered again', async () => {
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  });
});

interface SlowClient {
  readonly socket: Socket;
  isClosed(): boolean;
  received(): string;
}

async function connectSlow(port: number, count: number, head: string): Promise<SlowClient[]> {
  const clients = Array.from({ length: count }, () => slowClient(port, head));
  onTestFinished(() => clients.forEach(({ socket }) => socket.destroy()));
  await eventually('all have connected', () => {
    expect(clients.filter(({ socket }) => socket.connecting)).toEqual([]);
  });
  return clients;
}

function slowClient(port: number, head: string): SlowClient {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  let isClosed = false;
  socket.on('data', (chunk) => (received += chunk.toString()));
  // Writing goes on until the server's end is noticed.
  socket.on('error', () => undefined);
  socket.on('close', () => (isClosed = true));
  socket.write(head);
  return { socket, isClosed: () => isClosed, received: () => received };
}
