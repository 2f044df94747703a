import type { Registry } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { expect, it } from 'vitest';
import { openApi } from '../support/api.ts';
import { openIngest } from '../support/ingest.ts';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'] as const;

/** Names of their own in every place where a request can have one. */
function strangeRequests(i: number) {
  const event = { type: `type-${i}`, userId: `user-${i}`, itemId: `item-${i}`, site: `site-${i}` };
  return [
    { method: METHODS[i % METHODS.length]!, url: `/v1/no-such-route-${i}` },
    { method: METHODS[i % METHODS.length]!, url: `/v1/items/item-${i}/similar` },
    { method: 'GET' as const, url: `/v1/recommendations?userId=user-${i}&scenario=scene-${i}` },
    { method: 'GET' as const, url: `/v1/recommendations?userId=user-${i}` },
    { method: 'GET' as const, url: `/v1/trending?window=${i}&category=c-${i}` },
    { method: 'POST' as const, url: `/v1/events?ids=${i}`, payload: event },
    { method: 'PUT' as const, url: `/v1/items/item-${i}`, payload: { [`field-${i}`]: i } },
  ];
}

async function ask(app: FastifyInstance, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) {
    for (const request of strangeRequests(i)) await app.inject(request);
  }
}

/** Name and labels of each. */
async function seriesOf(registry: Registry): Promise<string[]> {
  const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith('freshet'));
  return lines.map((line) => line.slice(0, line.lastIndexOf(' ')));
}

it.for([
  ['ingest', openIngest],
  ['the API', openApi],
] as const)('whatever is asked of %s, it makes no series of its own', async ([, open]) => {
  const { app, registry } = await open();
  await ask(app, 0, 28);
  const before = await seriesOf(registry);
  expect(before.length).toBeGreaterThan(20);
  await ask(app, 28, 140);
  expect((await seriesOf(registry)).toSorted()).toEqual(before.toSorted());
});
