import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { probeAt } from './probe.ts';

const standing = { last: null, lastHour: { rounds: 0, fresh: 0 } };

async function answering(status: number): Promise<string> {
  const server = createServer(({ url }, reply) => {
    reply.statusCode = url === '/v1/probe' ? status : 404;
    reply.end(JSON.stringify(standing));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('asks the probe for what it found', async () => {
  expect(await probeAt(await answering(200))()).toEqual(standing);
});

it('takes no other answer for one', async () => {
  await expect(probeAt(await answering(503))()).rejects.toThrow('503');
});
