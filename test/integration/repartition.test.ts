import {
  behaviourEventCodec,
  eventTopic,
  FIRST_NAMESPACE,
  type NamespacePlan,
  topics,
} from '@freshet/events';
import { itemCodec, itemRef, profileCodec, profileRef } from '@freshet/store';
import { type Log, type LogRecord, namespaceOf, withCutOver, withIngest } from '@freshet/stream';
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
import { startIngest, startVisits } from '../support/intake.ts';
import { openSink } from '../support/sink.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';

const PARTITIONS = 4;
const WIDE = 6;

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

/** A cut-over is off when a busy machine takes longer than its bounds, and may be asked for again. */
function goLive(deployment: Deployment, name: string): Promise<void> {
  return eventually(`${name} is live`, async () => {
    const { status, body } = await admin(deployment, 'POST', `/${name}/live`);
    expect(status, JSON.stringify(body)).toBe(202);
  });
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
  await eventually(`${space.namespace} has counted every event once`, async () => {
    for (const [user, count] of counts) {
      const [profile, item] = await store.get([
        profileRef(space, { site: 'default', userId: user, anonymousId: null }),
        itemRef(space, 'default', `i-${user}`),
      ]);
      const events = profile && profileCodec.decode(profile).events;
      const visits = item && itemCodec.decode(item).visits;
      expect({ user, events, visits }).toEqual({ user, events: count, visits: count });
    }
  });
}

async function openEngines(): Promise<Engines> {
  const { log, store, close } = await openEmbedded({ partitions: PARTITIONS });
  onTestFinished(close);
  return { log, store };
}

const liveTopic = (plan: NamespacePlan) => eventTopic(namespaceOf(plan, plan.live).events).name;

describeDeployments('repartition', (open) => {
  it('goes to another count and back, every event once and in order, in both', async () => {
    const engines = await open(PARTITIONS);
    const deployment = await startDeployment(engines, PARTITIONS);
    const receiver = await startWebhookReceiver();
    await openSink(engines.log, receiver);
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
        expect(now).toBeGreaterThan(before + 160);
      });
    };
    await untilMore();
    const made = await admin(deployment, 'POST', '', { name: 'wide', partitions: WIDE });
    expect(made.status, JSON.stringify(made.body)).toBe(202);
    await untilMore();
    for (const name of ['wide', FIRST_NAMESPACE, 'wide']) {
      await goLive(deployment, name);
      await untilMore();
    }
    expect(liveTopic(deployment.namespaces.plan)).toBe('behaviour.events.wide');
    await Promise.all(visits.map(({ stop }) => stop()));
    await expectCounted(engines, { namespace: 'wide', partitions: WIDE }, all());
    await expectCounted(engines, { namespace: FIRST_NAMESPACE, partitions: PARTITIONS }, all());
    await expectInOrder(engines, topics.behaviourEvents.name, all());
    await expectInOrder(engines, 'behaviour.events.wide', all());
    await eventually('the sink has every event once', () => {
      const ids = receiver.taken.flatMap(({ events }) => events.map(({ id }) => id));
      const accepted = [...all()].flatMap(([user, count]) =>
        Array.from({ length: count }, (_, sequence) => `${user}:${sequence}`),
      );
      expect(ids.toSorted()).toEqual(accepted.toSorted());
    });
    expect((await admin(deployment, 'DELETE', `/${FIRST_NAMESPACE}`)).status).toBe(202);
  });

  it('counts copies once that come again much later, beside poison and transactions', async () => {
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
    // Behind a transaction the log ends with a marker, which nobody can copy.
    await log.publisher.publishAtomically(topics.behaviourEvents.name, [view(601)]);
    await goLive(deployment, 'wide');
    await expectCounted(engines, space, new Map([['ada', 602]]));
    const first = { namespace: FIRST_NAMESPACE, partitions: PARTITIONS };
    await expectCounted(engines, first, new Map([['ada', 602]]));
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
});

it('a repartition is off when no worker copies, and nothing is lost by it', async () => {
  const engines = await openEngines();
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

it('a repartition is off when an ingest does not stop, which is not waited for again', async () => {
  const engines = await openEngines();
  const deployment = await startDeployment(engines, PARTITIONS);
  const app = await startIngest(engines, 'alive', true);
  const { counts, stop } = startVisits(app, ['ada', 'bob']);
  await deployment.namespaces.change((plan) => withIngest(plan, 'dead'));
  await admin(deployment, 'POST', '', { name: 'wide', partitions: WIDE });
  const off = await admin(deployment, 'POST', '/wide/live');
  expect(off).toMatchObject({ status: 409, body: { code: 'NAMESPACE_BEHIND' } });
  expect(off.body.message).toMatch(/nothing has changed: ingest (alive, )?dead did not stop/);
  expect(liveTopic(deployment.namespaces.plan)).toBe(topics.behaviourEvents.name);

  await goLive(deployment, 'wide');
  await stop();
  await expectCounted(engines, { namespace: 'wide', partitions: WIDE }, counts);
  await expectInOrder(engines, 'behaviour.events.wide', counts);
});
