import { expect, it, onTestFinished } from 'vitest';
import { type Deployment, startServing } from '../support/deployment.ts';
import { openEmbedded } from '../support/embedded.ts';

const PARTITIONS = 1;

async function open(): Promise<Deployment> {
  const { log, store, close } = await openEmbedded({ partitions: PARTITIONS });
  onTestFinished(close);
  return startServing({ log, store }, PARTITIONS);
}

it.for([
  { method: 'GET', url: '/v1/ranker?site=No%20Site', code: 'PARAMETER_INVALID' },
  { method: 'GET', url: '/v1/ranker?sight=default', code: 'PARAMETER_UNKNOWN' },
  { method: 'POST', url: '/v1/admin/ranker/freeze?site=', code: 'PARAMETER_INVALID' },
  { method: 'PUT', url: '/v1/admin/ranker/weights', payload: [], code: 'RANKER_WEIGHTS_INVALID' },
  {
    method: 'PUT',
    url: '/v1/admin/ranker/weights',
    payload: { version: 99 },
    code: 'RANKER_WEIGHTS_INVALID',
  },
] as const)('refuses $method $url with $code', async ({ method, url, code, ...body }) => {
  const { app } = await open();
  const answer = await app.inject({ method, url, ...body });
  expect([answer.statusCode, answer.json()]).toMatchObject([400, { code }]);
});

it('takes no command from another machine', async () => {
  const { app } = await open();
  const url = '/v1/admin/ranker/reset';
  const answer = await app.inject({ method: 'POST', url, remoteAddress: '10.0.0.7' });
  expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: 'ADMIN_LOCAL_ONLY' }]);
});

it('says that a site nobody has spoken of has the start weights', async () => {
  const { app } = await open();
  const answer = await app.inject('/v1/ranker?site=shop-9');
  expect(answer.json()).toMatchObject({ site: 'shop-9', source: 'start', at: null, frozen: false });
});
