import { shippedLimits } from '@freshet/bots';
import { FIRST_NAMESPACE, topics } from '@freshet/events';
import { Registry } from '@freshet/runtime';
import { itemCodec, itemRef, profileCodec, profileRef } from '@freshet/store';
import type { FastifyInstance } from 'fastify';
import { expect, it } from 'vitest';
import { openAdmin } from '../support/dead-letters.ts';
import { describeDeployments, type Engines } from '../support/deployment.ts';
import { eventually } from '../support/eventually.ts';
import { startIngest } from '../support/intake.ts';
import { guarded } from '../support/pipeline.ts';
import { readAll } from '../support/log-reading.ts';
import { agents, changeAside, listAside, pageHeaders } from '../support/quarantine.ts';
import { startWatchedWorker } from '../support/worker.ts';

const PARTITIONS = 4;
const space = { namespace: FIRST_NAMESPACE, partitions: PARTITIONS };
const bots = { trustedProxies: '' };
const now = Date.now();

/** Views and a purchase of a visitor, told late, so that both came at the same times. */
const actsOf = (userId: string) =>
  ['tent', 'stove', 'tent', 'lamp'].map((item, i) => ({
    id: `${userId}-${i}`,
    type: i === 3 ? 'purchase' : 'view',
    userId,
    itemId: `${item}-${userId}`,
    occurredAt: now - 60_000 + i * 9_000 + (i % 2) * 4_000,
  }));

async function post(app: FastifyInstance, events: readonly object[], headers = {}) {
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/events',
    payload: { events },
    headers,
  });
  return { status: answer.statusCode, body: answer.json<object>() };
}

async function profileOf({ store }: Engines, userId: string) {
  const [value] = await store.get([
    profileRef(space, { site: 'default', userId, anonymousId: null }),
  ]);
  return value && profileCodec.decode(value);
}

async function visitsOf({ store }: Engines, itemId: string) {
  const [value] = await store.get([itemRef(space, 'default', itemId)]);
  return value === undefined ? 0 : itemCodec.decode(value).visits;
}

describeDeployments('what a bot sends', (open) => {
  it('passes from two ingests at most as much as each lets pass, and nothing of the rest is lost', async () => {
    const engines = await open(PARTITIONS);
    await openAdmin(engines.log);
    const ingests = [
      await startIngest(engines, 'one', false, { bots }),
      await startIngest(engines, 'two', false, { bots }),
    ];
    const startedAt = Date.now();
    for (let request = 0; request < 20; request++) {
      const events = Array.from({ length: 50 }, (_, i) => {
        return { type: 'view', userId: 'flood', itemId: `item-${request}-${i}` };
      });
      const { body } = await post(ingests[request % 2]!, events, pageHeaders(agents.chrome));
      expect(body).toMatchObject({ accepted: 50, rejected: [] });
    }
    const seconds = Math.ceil((Date.now() - startedAt) / 1_000);
    const { burst, perSecond } = shippedLimits.pace;
    const passed = (await readAll(engines.log, topics.behaviourEvents)).length;
    const aside = (await readAll(engines.log, topics.behaviourQuarantine)).length;
    expect(passed).toBeGreaterThanOrEqual(2 * burst);
    expect(passed).toBeLessThanOrEqual(2 * (burst + seconds * perSecond));
    expect(passed + aside).toBe(1_000);
  });

  it('counts nowhere until it is released, and then as if it had never been flagged', async () => {
    const engines = await open(PARTITIONS);
    const admin = await openAdmin(engines.log);
    const registry = new Registry();
    const app = await startIngest(engines, 'one', false, { bots, registry });
    await startWatchedWorker(engines.log, engines.store);
    const taken = { accepted: 4, rejected: [], durability: 'log' };
    // A bot is told nothing.
    expect(await post(app, actsOf('crawler'), pageHeaders(agents.googlebot))).toEqual({
      status: 202,
      body: taken,
    });
    expect(await post(app, actsOf('person'), pageHeaders(agents.chrome))).toMatchObject({
      body: taken,
    });
    await eventually('the person is known', async () => {
      expect((await profileOf(engines, 'person'))?.events).toBe(4);
      expect(await visitsOf(engines, 'tent-person')).toBe(2);
    });
    expect(await profileOf(engines, 'crawler')).toBeUndefined();
    expect(await visitsOf(engines, 'tent-crawler')).toBe(0);
    expect(await registry.metrics()).toContain(
      'freshet_ingest_events_flagged_total{reason="agent"} 4',
    );
    const aside = await listAside(admin, '?key=default/u/crawler&code=agent');
    expect(aside.map(({ code, key, status }) => `${code} ${key} ${status}`)).toEqual(
      Array(4).fill('agent default/u/crawler open'),
    );
    expect(await listAside(admin, '?code=rate')).toEqual([]);

    const released = { released: 4, already: 0, refused: 0, refusals: [], next: null, end: 4 };
    expect(await changeAside(admin, 'release', { code: 'agent' })).toEqual(released);
    await eventually('the crawler counts', async () => {
      expect((await profileOf(engines, 'crawler'))?.events).toBe(4);
      expect(await visitsOf(engines, 'tent-crawler')).toBe(2);
    });
    const plain = async (userId: string) => {
      const { recentIds: _, session, items, ...rest } = (await profileOf(engines, userId))!;
      const named = <T extends { itemId: string } | { id: string }>(list: readonly T[]) =>
        JSON.parse(JSON.stringify(list).replaceAll(`-${userId}`, '')) as T[];
      return { ...rest, session: named(session), items: named(items) };
    };
    expect(await plain('crawler')).toEqual(await plain('person'));

    const again = { ...released, released: 0, already: 4 };
    expect(await changeAside(admin, 'release', { all: true })).toEqual(again);
    expect(await readAll(engines.log, topics.behaviourEvents)).toHaveLength(8);
    expect(await listAside(admin)).toEqual([]);
    expect(await listAside(admin, '?status=released')).toHaveLength(4);
  });

  it('is gone for good once it is purged', async () => {
    const engines = await open(PARTITIONS);
    const admin = await openAdmin(engines.log);
    const app = await startIngest(engines, 'one', true, { bots });
    await post(app, actsOf('crawler'), pageHeaders(agents.googlebot));
    await eventually('it is set aside', async () => expect(await listAside(admin)).toHaveLength(4));
    expect(await changeAside(admin, 'purge', { key: 'default/u/crawler' })).toMatchObject({
      purged: 4,
    });
    expect(await changeAside(admin, 'release', { all: true })).toMatchObject({ released: 0 });
    expect(await readAll(engines.log, topics.behaviourQuarantine)).toEqual([]);
    expect(await readAll(engines.log, topics.behaviourEvents)).toEqual([]);
  });

  it('is forgotten with who sent it', async () => {
    const engines = await open(PARTITIONS);
    const app = await startIngest(engines, 'one', false, { bots });
    const { log } = await guarded(engines.log);
    const admin = await openAdmin(log);
    await post(app, actsOf('crawler'), pageHeaders(agents.googlebot));
    await eventually('it is set aside', async () => expect(await listAside(admin)).toHaveLength(4));
    const erased = await app.inject({ method: 'DELETE', url: '/v1/profiles?userId=crawler' });
    expect(erased.statusCode).toBe(202);
    await eventually('it is not there', async () => expect(await listAside(admin)).toEqual([]));
    expect(await changeAside(admin, 'release', { all: true })).toMatchObject({ released: 0 });
  });

  it('takes along what is to be seen together with it', async () => {
    const engines = await open(PARTITIONS);
    const admin = await openAdmin(engines.log);
    const app = await startIngest(engines, 'one', false, { bots });
    const [first, second] = actsOf('relayed');
    const relayed = { ...second, context: { userAgent: agents.googlebot } };
    const payload = { events: [first, relayed], atomic: true };
    const answer = await app.inject({ method: 'POST', url: '/v1/events', payload });
    expect(answer.json()).toMatchObject({ accepted: 2, durability: 'log' });
    await eventually('both are aside', async () => expect(await listAside(admin)).toHaveLength(2));
    expect(await readAll(engines.log, topics.behaviourEvents)).toEqual([]);
  });
});
