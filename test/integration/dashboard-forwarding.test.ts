import { guardRoutes, openAccess } from '@freshet/access';
import { createForwarding } from '@freshet/dashboard';
import { createHttpServer, type Problem } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { openApi, type TestApi } from '../support/api.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { urlOf } from '../support/tagged-site.ts';

/** A dashboard that forwards to an API on this machine, as they stand when services run apart. */
async function openApart(): Promise<{
  readonly api: TestApi;
  readonly dashboard: FastifyInstance;
}> {
  const api = await openApi();
  const apiUrl = await urlOf(api.app);
  const dashboard = createHttpServer(quietLogger);
  guardRoutes(dashboard, openAccess);
  onTestFinished(() => dashboard.close());
  await dashboard.register(createForwarding({ apiUrl, ingestUrl: apiUrl, logger: quietLogger }));
  return { api, dashboard };
}

const rule = { action: 'pin', itemIds: ['tent'] };
const setRule = { method: 'PUT', url: '/v1/admin/rules/mine', payload: rule } as const;

/** Whoever is not a program of this machine, or a page that the dashboard served to it. */
const strangers = [
  ['another machine', '192.0.2.1', {}],
  ['a proxy here, for somebody', '127.0.0.1', { 'x-forwarded-for': '192.0.2.1' }],
  ['a proxy here that claims to be here', '127.0.0.1', { 'x-real-ip': '127.0.0.1' }],
  ['a proxy that speaks RFC 7239', '127.0.0.1', { forwarded: 'for=192.0.2.1' }],
  ['a name that was turned to here', '127.0.0.1', { host: 'evil.example' }],
  ['the page of another site', '127.0.0.1', { origin: 'http://evil.example' }],
] as const;

it('has a program of this machine set a rule', async () => {
  const { api, dashboard } = await openApart();
  expect((await dashboard.inject(setRule)).statusCode).toBe(201);
  expect(await api.get('/v1/admin/rules')).toMatchObject({ rules: [{ id: 'mine' }] });
});

it.for(strangers)('lets nobody act as this machine: %s', async ([, remoteAddress, headers]) => {
  const { api, dashboard } = await openApart();
  const answer = await dashboard.inject({ ...setRule, remoteAddress, headers });
  expect([answer.statusCode, answer.json<Problem>().code]).toEqual([403, 'ADMIN_LOCAL_ONLY']);
  expect(await api.get('/v1/admin/rules')).toMatchObject({ rules: [] });
});

it.for(strangers)('nor ask for what is for this machine alone: %s', async ([, from, headers]) => {
  const { dashboard } = await openApart();
  for (const question of ['at=1', 'scenario=raw']) {
    const url = `/v1/recommendations?userId=ada&${question}`;
    expect((await dashboard.inject(url)).statusCode).toBe(200);
    const answer = await dashboard.inject({ url, remoteAddress: from, headers });
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([403, 'ADMIN_LOCAL_ONLY']);
  }
});

it('shows others what the API shows everybody', async () => {
  const { api, dashboard } = await openApart();
  await api.visit({ ada: ['tent'] });
  const answer = await dashboard.inject({
    url: '/v1/profiles?userId=ada',
    remoteAddress: '192.0.2.1',
  });
  expect([answer.statusCode, answer.json()]).toMatchObject([
    200,
    { session: [{ itemId: 'tent' }] },
  ]);
});
