import {
  behaviourEventCodec,
  eventTopic,
  FIRST_NAMESPACE,
  type NamespacePlan,
  topics,
} from '@freshet/events';
import { createIngest, Journal, openCatalogueTable, parseAckLevels } from '@freshet/ingest';
import { createHttpServer, Registry } from '@freshet/runtime';
import { itemCodec, itemRef, profileCodec, profileRef } from '@freshet/store';
import { type Log, type LogRecord, namespaceOf, withCutOver, withIngest } from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import {
  type Deployment,
  describeDeployments,
  type Engines,
  startDeployment,
  startServing,
} from '../support/deployment.ts';
import { openEmbedded } from '../support/embedded.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/forms.ts';
import { followNamespaces } from '../support/pipeline.ts';
import { quietLogger } from '../support/quiet-logger.ts';

const PARTITIONS = 4;
const WIDE = 6;
const MESSAGES = { bytesMax: 1_000_000, intervalMs: 100, deadlineMs: 60_000, keepMs: 60_000 };

/** An ingest with its routes. */
async function startIngest({ log }: Engines, id: string, journaled: boolean) {
  const onFatal = (error: Error) => {
    throw error;
  };
  const logger = quietLogger;
  const namespaces = await followNamespaces(log);
  const catalogue = await openCatalogueTable({ log, logger, onFatal });
  const dir = temporaryFolder();
  const journal = journaled ? await Journal.open({ dir, bytesMax: 10_000_000, logger }) : undefined;
  const app = createHttpServer(logger);
  await app.register(
    createIngest({
      log,
      namespaces,
      id,
      catalogue,
      clock: Date.now,
      registry: new Registry(),
      logger,
      latenessMs: 86_400_000,
      ackLevels: parseAckLevels(''),
      messages: MESSAGES,
      ...(journal !== undefined && { journal: { journal, afterMs: 1_000 } }),
    }),
  );
  onTestFinished(async () => {
    await app.close();
    await catalogue.close();
    await namespaces.close();
    await journal?.close();
  });
  return app;
}

/** Visitors that each view on and on, one event after the other; answers with how many of each. */
function startVisits(app: FastifyInstance, users: readonly string[]) {
  const counts = new Map<string, number>();
  const end = new AbortController();
  const visits = users.map(async (user) => {
    for (let sequence = 0; !end.signal.aborted; sequence++) {
      const payload = {
        id: `${user}:${sequence}`,
        type: 'view',
        userId: user,
        itemId: `i-${user}`,
      };
      const answer = await app.inject({ method: 'POST', url: '/v1/events', payload });
      expect(answer.statusCode, answer.body).toBe(202);
      counts.set(user, sequence + 1);
    }
  });
  const stop = async () => {
    end.abort();
    await Promise.all(visits);
    return counts;
  };
  onTestFinished(async () => void (await stop()));
  return { counts, stop };
}

async function admin(
  { app }: Deployment,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  payload?: object,
) {
  const url = `/v1/admin/namespaces${path}`;
  const answer = await app.inject({ method, url, ...(payload && { payload }) });
  const body = answer.json<{ code?: string; message?: string; served?: string; live?: string }>();
  return { status: answer.statusCode, body };
}

/** The ids of each visitor's events in a topic, as they are first seen. */
async function idsIn({ log }: Engines, topic: string) {
  const ids = new Map<string, Set<string>>();
  await followOnce(log, topic, ({ value }) => {
    const { userId, id } = behaviourEventCodec.decode(value!);
    ids.set(userId!, (ids.get(userId!) ?? new Set()).add(id));
  });
  return ids;
}

async function followOnce(log: Log, topic: string, record: (record: LogRecord) => unknown) {
  const follower = await log.follow({
    topic,
    record: (one) => void record(one),
    onFatal: (error) => {
      throw error;
    },
  });
  await follower.caughtUp;
  await follower.close();
}

async function expectInOrder(engines: Engines, topic: string, counts: ReadonlyMap<string, number>) {
  await eventually(`all is in ${topic}, in order`, async () => {
    const ids = await idsIn(engines, topic);
    for (const [user, count] of counts) {
      const expected = Array.from({ length: count }, (_, sequence) => `${user}:${sequence}`);
      expect([...(ids.get(user) ?? [])]).toEqual(expected);
    }
  });
}

/** Each visitor's profile and item say what was accepted, no more and no less. */
async function expectCounted(
  { store }: Engines,
  space: { namespace: string; partitions: number },
  counts: ReadonlyMap<string, number>,
) {
  await eventually(
    `${space.namespace} has counted every event once`,
    async () => {
      for (const [user, count] of counts) {
        const [profile, item] = await store.get([
          profileRef(space, { site: 'default', userId: user, anonymousId: null }),
          itemRef(space, 'default', `i-${user}`),
        ]);
        const events = profile && profileCodec.decode(profile).events;
        const visits = item && itemCodec.decode(item).visits;
        expect({ user, events, visits }).toEqual({ user, events: count, visits: count });
      }
    },
    { timeoutMs: 15_000 },
  );
}

const liveTopic = (plan: NamespacePlan) => eventTopic(namespaceOf(plan, plan.live).events).name;

describeDeployments('repartition', (open) => {
  it('goes to another count and back, every event once and in order, in both', async () => {
    const engines = await open(PARTITIONS);
    const deployment = await startDeployment(engines, PARTITIONS);
    // One of each kind, on either engine.
    const apps = [
      await startIngest(engines, 'with a journal', true),
      await startIngest(engines, 'without', false),
    ];
    const visits = apps.map((app, i) => startVisits(app, [`a${i}`, `b${i}`, `c${i}`, `d${i}`]));
    const all = () => new Map(visits.flatMap(({ counts }) => [...counts]));
    const untilMore = () => {
      const before = [...all().values()].reduce((sum, count) => sum + count, 0);
      return eventually('visitors go on', () => {
        const now = [...all().values()].reduce((sum, count) => sum + count, 0);
        expect(now).toBeGreaterThan(before + 400);
      });
    };
    await untilMore();
    const made = await admin(deployment, 'POST', '', { name: 'wide', partitions: WIDE });
    expect(made.status, JSON.stringify(made.body)).toBe(202);
    await untilMore();
    for (const name of ['wide', FIRST_NAMESPACE, 'wide']) {
      const swapped = await admin(deployment, 'POST', `/${name}/live`);
      expect(swapped.status, JSON.stringify(swapped.body)).toBe(202);
      await untilMore();
    }
    expect(liveTopic(deployment.namespaces.plan)).toBe('behaviour.events.wide');
    await Promise.all(visits.map(({ stop }) => stop()));
    await expectCounted(engines, { namespace: 'wide', partitions: WIDE }, all());
    await expectCounted(engines, { namespace: FIRST_NAMESPACE, partitions: PARTITIONS }, all());
    await expectInOrder(engines, topics.behaviourEvents.name, all());
    await expectInOrder(engines, 'behaviour.events.wide', all());
    expect((await admin(deployment, 'DELETE', `/${FIRST_NAMESPACE}`)).status).toBe(202);
  });

  it('counts copies once that come again much later, and keeps poison apart', async () => {
    const engines = await open(PARTITIONS);
    const { log } = engines;
    const deployment = await startDeployment(engines, PARTITIONS);
    const view = (sequence: number) => {
      const event = behaviourEvent({ id: `ada:${sequence}`, userId: 'ada', itemId: 'i-ada' });
      return { key: 'default/u/ada', value: behaviourEventCodec.encode(event) };
    };
    // More than a profile remembers the ids of.
    const views = Array.from({ length: 600 }, (_, sequence) => view(sequence));
    const poison = { key: 'default/u/ada', value: Buffer.from('no event') };
    await log.publisher.publish(topics.behaviourEvents.name, [...views, poison]);
    await admin(deployment, 'POST', '', { name: 'wide', partitions: WIDE });
    const space = { namespace: 'wide', partitions: WIDE };
    await expectCounted(engines, space, new Map([['ada', 600]]));

    const copies: { key: Uint8Array | null; value: Uint8Array | null }[] = [];
    await followOnce(log, 'behaviour.events.wide', ({ key, value }) => copies.push({ key, value }));
    expect(copies.length).toBe(601);
    await log.publisher.publish('behaviour.events.wide', copies);
    await log.publisher.publish(topics.behaviourEvents.name, [view(600)]);
    await expectCounted(engines, space, new Map([['ada', 601]]));
    await expectCounted(
      engines,
      { namespace: FIRST_NAMESPACE, partitions: PARTITIONS },
      new Map([['ada', 601]]),
    );
  });

  it('is refused where it cannot be, and twice', async () => {
    const engines = await open(PARTITIONS);
    const deployment = await startDeployment(engines, PARTITIONS);
    const ask = (payload: object) => admin(deployment, 'POST', '', payload);
    const refusals: [object, string, RegExp][] = [
      [{ name: 'wide', partitions: 0 }, 'PARAMETER_INVALID', /from 1 to 4096, got 0/],
      [{ name: 'wide', partitions: '6' }, 'PARAMETER_INVALID', /whole number/],
      [{ name: 'wide', partitions: WIDE, from: 'latest' }, 'PARAMETER_INVALID', /left out/],
      [{ name: 'wide', partitions: PARTITIONS }, 'NAMESPACE_REFUSED', /has 4 partitions already/],
      [{ name: FIRST_NAMESPACE, partitions: WIDE }, 'NAMESPACE_REFUSED', /live/],
    ];
    for (const [body, code, message] of refusals) {
      const answer = await ask(body);
      expect(answer.body).toMatchObject({ code, message: expect.stringMatching(message) });
    }
    expect((await ask({ name: 'wide', partitions: WIDE })).status).toBe(202);
    const second = await ask({ name: 'wider', partitions: 8 });
    expect(second).toMatchObject({ status: 409, body: { code: 'NAMESPACE_REFUSED' } });
    expect(second.body.message).toMatch(/different partition counts already/);

    await deployment.namespaces.change((plan) => withCutOver(plan, 'wide'));
    const other = await admin(deployment, 'POST', '/wide/live');
    expect(other).toMatchObject({ status: 409, body: { code: 'NAMESPACE_REFUSED' } });
    expect(other.body.message).toMatch(/is under way/);
  });

  it('is off when an ingest does not stop, which is not waited for again', async () => {
    const engines = await open(PARTITIONS);
    const deployment = await startDeployment(engines, PARTITIONS);
    const app = await startIngest(engines, 'alive', true);
    const { counts, stop } = startVisits(app, ['ada', 'bob']);
    await deployment.namespaces.change((plan) => withIngest(plan, 'dead'));
    await admin(deployment, 'POST', '', { name: 'wide', partitions: WIDE });
    const off = await admin(deployment, 'POST', '/wide/live');
    expect(off).toMatchObject({ status: 409, body: { code: 'NAMESPACE_BEHIND' } });
    expect(off.body.message).toMatch(/nothing has changed: ingest dead did not stop/);
    expect(liveTopic(deployment.namespaces.plan)).toBe(topics.behaviourEvents.name);

    const over = await admin(deployment, 'POST', '/wide/live');
    expect(over.status, JSON.stringify(over.body)).toBe(202);
    await stop();
    await expectCounted(engines, { namespace: 'wide', partitions: WIDE }, counts);
    await expectInOrder(engines, 'behaviour.events.wide', counts);
  });
});

it('a repartition is off when no worker copies, and nothing is lost by it', async () => {
  const { log, store, close } = await openEmbedded({ partitions: PARTITIONS });
  onTestFinished(close);
  const engines = { log, store };
  const deployment = await startServing(engines, PARTITIONS);
  const app = await startIngest(engines, 'alone', true);
  const { counts, stop } = startVisits(app, ['ada', 'bob']);
  await admin(deployment, 'POST', '', { name: 'wide', partitions: WIDE });
  await eventually('there is something to copy', () => {
    expect(counts.get('ada')).toBeGreaterThan(10);
  });
  const off = await admin(deployment, 'POST', '/wide/live', { force: true });
  expect(off).toMatchObject({ status: 409, body: { code: 'NAMESPACE_BEHIND' } });
  expect(off.body.message).toMatch(/nothing has changed: \d+ events are not copied yet/);
  await stop();
  await deployment.startWorker();
  await expectInOrder(engines, topics.behaviourEvents.name, counts);
  await expectCounted(engines, { namespace: 'wide', partitions: WIDE }, counts);
});
