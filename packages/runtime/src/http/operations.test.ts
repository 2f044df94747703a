import { expect, it, onTestFinished } from 'vitest';
import { freePorts } from '../../../../test/support/free-port.ts';
import { openOperationsPort } from './operations-port.ts';
import { type Operations, registerOperations } from './operations.ts';
import { createHttpServer } from './server.ts';

const logger = { debug() {}, info() {}, warn() {}, error() {} };
const operations: Operations = {
  registry: {
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    metrics: () => Promise.resolve('up 1'),
  },
  readiness: () => ({ ready: true, waitingFor: [] }),
  stopping: new AbortController().signal,
};

it.for([
  ['this machine', {}, 200],
  ['elsewhere, through a proxy', { 'x-forwarded-for': '192.0.2.1' }, 403],
  ['a page that gave its own name this address', { host: 'evil.example' }, 403],
] as const)(
  'metrics, where no key is asked for, of a caller on %s',
  async ([, headers, status]) => {
    const app = createHttpServer(logger);
    onTestFinished(() => app.close());
    registerOperations(app, operations, { isOpenToAll: true });
    const answer = await app.inject({ url: '/metrics', headers });
    expect(answer.statusCode).toBe(status);
    expect(answer.body.includes('up 1')).toBe(status === 200);
    expect((await app.inject({ url: '/health/ready', headers })).statusCode).toBe(200);
  },
);

it('a port of operations has health and metrics, for whoever reaches it, and closes at the end', async () => {
  const [port] = await freePorts(1);
  const steps: (() => Promise<void>)[] = [];
  const shutdown = {
    stopping: operations.stopping,
    add: (_name: string, step: () => Promise<void>) => void steps.push(step),
    fail() {},
  };
  const at = { OPERATIONS_HOST: '127.0.0.1', OPERATIONS_PORT: port! };
  await openOperationsPort(at, operations, { logger, shutdown });
  const statusOf = async (path: string) => {
    const headers = { 'x-forwarded-for': '192.0.2.1' };
    return (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).status;
  };
  expect([await statusOf('/metrics'), await statusOf('/health/ready')]).toEqual([200, 200]);
  expect([await statusOf('/v1/events'), await statusOf('/dashboard')]).toEqual([404, 404]);
  expect(steps).toHaveLength(1);
  await steps[0]!();
  await expect(statusOf('/metrics')).rejects.toThrow('fetch failed');
});
