import { topics } from '@freshet/events';
import type { FastifyInstance } from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { openAdmin } from '../support/dead-letters.ts';
import { openEmbedded } from '../support/embedded.ts';

const DAY_MS = 86_400_000;

it.for([
  { method: 'GET', url: '/v1/admin/topics' },
  { method: 'GET', url: '/v1/admin/dead-letters/0' },
  { method: 'POST', url: '/v1/admin/dead-letters/purge' },
] as const)('refuses $method $url from another machine', async ({ method, url }) => {
  const app = await open();
  const answer = await app.inject({ method, url, remoteAddress: '10.0.0.7' });
  expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: 'ADMIN_LOCAL_ONLY' }]);
});

it('refuses a form posted by the page of another site', async () => {
  const app = await open();
  const url = '/v1/admin/dead-letters/purge';
  const headers = { origin: 'http://evil.example', 'content-type': 'text/plain' };
  const answer = await app.inject({ method: 'POST', url, headers, payload: '{"all":true}' });
  expect(answer.statusCode).toBe(403);
});

it('takes no body that does not say it is JSON', async () => {
  const app = await open();
  const url = '/v1/admin/dead-letters/purge';
  const headers = { 'content-type': 'text/plain' };
  const answer = await app.inject({ method: 'POST', url, headers, payload: '{"all":true}' });
  expect([answer.statusCode, answer.json()]).toMatchObject([
    415,
    { code: 'MEDIA_TYPE_UNSUPPORTED' },
  ]);
});

it('tells of every topic: offsets, retention and what it must outlive', async () => {
  const app = await open();
  const answer = await app.inject('/v1/admin/topics');
  const { topics: found } = answer.json<{ topics: { name: string }[] }>();
  expect(found.map(({ name }) => name)).toEqual(Object.values(topics).map(({ name }) => name));
  expect(found).toContainEqual({
    name: 'dead.letters',
    cleanup: 'delete',
    outlives: 'behaviour.events',
    retention: { ms: 30 * DAY_MS, bytes: -1 },
    partitions: [{ partition: 0, start: 0, end: 0 }],
  });
});

it.for([
  { name: 'item.signals', body: { ms: 8 * DAY_MS }, status: 200 },
  { name: 'behaviour.events', body: { ms: -1 }, status: 409, code: 'RETENTION_REFUSED' },
  { name: 'item.stats', body: { ms: DAY_MS }, status: 409, code: 'RETENTION_REFUSED' },
  { name: 'orders', body: { ms: DAY_MS }, status: 404, code: 'TOPIC_UNKNOWN' },
  { name: 'item.signals', body: {}, status: 400, code: 'PARAMETER_INVALID' },
  { name: 'item.signals', body: { ms: 0 }, status: 400, code: 'PARAMETER_INVALID' },
  { name: 'item.signals', body: { ms: -2 }, status: 400, code: 'PARAMETER_INVALID' },
  { name: 'item.signals', body: { ms: 1.5 }, status: 400, code: 'PARAMETER_INVALID' },
  { name: 'item.signals', body: { ms: null }, status: 400, code: 'PARAMETER_INVALID' },
  { name: 'item.signals', body: { hours: 5 }, status: 400, code: 'PARAMETER_INVALID' },
  { name: 'item.signals', body: [], status: 400, code: 'PARAMETER_INVALID' },
])('answers $status to a retention of $body for $name', async ({ name, body, status, code }) => {
  const app = await open();
  const answer = await app.inject({
    method: 'PATCH',
    url: `/v1/admin/topics/${name}/retention`,
    payload: body,
  });
  expect(answer.statusCode).toBe(status);
  const wanted = code === undefined ? { retention: { ms: 8 * DAY_MS, bytes: -1 } } : { code };
  expect(answer.json()).toMatchObject(wanted);
});

async function open(): Promise<FastifyInstance> {
  const { log, close } = await openEmbedded();
  onTestFinished(close);
  return openAdmin(log);
}
