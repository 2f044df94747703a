import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sinkSettings, planSink } from '@freshet/sink';
import { readConfig } from '@freshet/runtime';
import { describe, expect, onTestFinished, test } from 'vitest';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** A service of this machine that nobody outside is meant to reach; how often it was connected to. */
async function innerService(
  answer: RequestListener = (_, response) => void response.end('secret'),
) {
  const server = createServer(answer);
  let connections = 0;
  server.on('connection', () => connections++);
  server.listen(0, '::');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

/** What becomes of one event that a sink with these settings sends. */
async function deliver(set: Record<string, string>) {
  const values = readConfig({ SINK_SECRET: secret, SINK_TIMEOUT_MS: '5000', ...set }, sinkSettings);
  const { destination } = planSink(values, Date.now)!;
  const consignment = { events: ['{"id":"e1"}'], newestAt: 0 };
  return destination.deliver(consignment, new AbortController().signal);
}

describe('SSRF through the webhook sink', () => {
  test.for([
    ['an address of this machine', '127.0.0.1'],
    ['another one of the same block', '127.8.9.10'],
    ['a name of this machine', 'localhost'],
    ['an address as one number', '2130706433'],
    ['an address in octal', '0177.0.0.1'],
    ['the address of all addresses', '0.0.0.0'],
    ['IPv6', '[::1]'],
    ['IPv4 in IPv6', '[::ffff:127.0.0.1]'],
  ] as const)('%s: %s', async ([, host]) => {
    const { port, connections } = await innerService();
    const outcome = await deliver({ SINK_URL: `http://${host}:${port}/` });
    expect(outcome).toMatchObject({
      kind: 'failed',
      cause: 'network',
      message: expect.stringContaining('is not allowed') as string,
    });
    expect(connections()).toBe(0);
  });

  test.for([
    ['what a cloud tells its machines', 'http://169.254.169.254/latest/meta-data/'],
    ['a private network', 'http://10.0.0.1/'],
    ['a private network, by TLS', 'https://192.168.1.1/'],
    ['a unique local address', 'http://[fd00::1]/'],
  ] as const)('%s: %s', async ([, url]) => {
    const outcome = await deliver({ SINK_URL: url });
    expect(outcome).toMatchObject({ message: expect.stringContaining('is not allowed') as string });
  });

  test('a redirect of the receiver to an address that is not its own', async () => {
    const inner = await innerService();
    const receiver = await innerService((_, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${inner.port}/` }).end();
    });
    const SINK_URL = `http://127.0.0.1:${receiver.port}/`;
    const outcome = await deliver({ SINK_URL, SINK_PRIVATE_ADDRESSES: '127.0.0.0/8' });
    expect(outcome).toMatchObject({ kind: 'refused', message: 'answered 307' });
    expect([receiver.connections(), inner.connections()]).toEqual([1, 0]);
  });

  test('only what is named may be reached', async () => {
    const { port, connections } = await innerService();
    const SINK_URL = `http://127.0.0.1:${port}/`;
    const refused = await deliver({ SINK_URL, SINK_PRIVATE_ADDRESSES: '127.0.0.2,10.0.0.0/8' });
    expect([refused.kind, connections()]).toEqual(['failed', 0]);
    const taken = await deliver({ SINK_URL, SINK_PRIVATE_ADDRESSES: '127.0.0.1' });
    expect([taken.kind, connections()]).toEqual(['delivered', 1]);
  });

  test.for(['all', '127.0.0.1/33', '10.0.0.0/8/8', '10.0.0.0/', '127.0.0.1,'])(
    'an exception that is none: %s',
    (SINK_PRIVATE_ADDRESSES) => {
      expect(() => readConfig({ SINK_PRIVATE_ADDRESSES }, sinkSettings)).toThrow(
        expect.objectContaining({ code: 'CONFIG_INVALID' }),
      );
    },
  );
});
