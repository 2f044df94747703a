import { behaviourEventCodec, FIRST_NAMESPACE, profileKey } from '@freshet/events';
import { profileCodec, profileRef, type Store, visitorRef } from '@freshet/store';
import { openSigningKey } from '@freshet/stream';
import { expect, it } from 'vitest';
import { answerId } from '../support/attribution-log.ts';
import { change, deadLetter, file, list, openAdmin } from '../support/dead-letters.ts';
import { describeDeployments, type Engines, startDeployment } from '../support/deployment.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { startIngest } from '../support/intake.ts';
import { guarded, publishInParts } from '../support/pipeline.ts';

const PARTITIONS = 3;
const ada = { site: 'default', userId: 'ada', anonymousId: null };
const bob = { ...ada, userId: 'bob' };

async function eventsKnown(store: Store, who: typeof ada, namespace: string = FIRST_NAMESPACE) {
  const [value] = await store.get([profileRef({ namespace, partitions: PARTITIONS }, who)]);
  return value === undefined ? undefined : profileCodec.decode(value).events;
}

const until = (store: Store, who: typeof ada, events: number | undefined, namespace?: string) =>
  eventually(`${who.userId} has ${events} events`, async () => {
    expect((await eventsKnown(store, who, namespace)) ?? undefined).toBe(events);
  });

/** The whole of a deployment, as its services compose it. */
async function start(open: (partitions: number) => Promise<Engines>) {
  const { log: raw, store } = await open(PARTITIONS);
  const { log, erasures } = await guarded(raw);
  const deployment = await startDeployment({ log, store }, PARTITIONS);
  const ingest = await startIngest({ log, store }, 'one', false);
  const before = Date.now() - 1;
  /** Received before anybody was erased. */
  const old = (id: string, userId: string) => behaviourEvent({ id, userId, at: before });
  async function forget(userId: string): Promise<string> {
    const answer = await ingest.inject({ method: 'DELETE', url: `/v1/users/${userId}` });
    expect(answer.statusCode, answer.body).toBe(202);
    return answer.json().erasureId;
  }
  return { log, store, erasures, deployment, ingest, old, forget };
}

describeDeployments('erasures', (open) => {
  it('what was received before one comes back by no late event, replay or dead letter', async () => {
    const { log, store, erasures, deployment, ingest, old, forget } = await start(open);
    await publishInParts(log, [old('a1', 'ada'), old('a2', 'ada'), old('b1', 'bob')], 3);
    await until(store, ada, 2);
    const letterOf = (id: string, userId: string) => {
      const event = old(id, userId);
      const [key, value] = [Buffer.from(profileKey(event)), behaviourEventCodec.encode(event)];
      return deadLetter({ key, value });
    };
    await file(log, [letterOf('a3', 'ada'), letterOf('b2', 'bob')]);
    const moment = Date.now();

    const id = await forget('ada');
    await eventually('the erasure is done', async () => {
      const standing = await ingest.inject(`/v1/erasures/${id}`);
      expect(standing.json()).toMatchObject({ state: { profile: true, attribution: true } });
    });
    await until(store, ada, undefined);
    expect(erasures.count).toBe(1);

    // As an ingest whose log was away sends it.
    await publishInParts(log, [old('a4', 'ada'), old('b3', 'bob')], 2);
    await until(store, bob, 2);
    expect(await eventsKnown(store, ada)).toBeUndefined();

    const admin = await openAdmin(log);
    expect((await list(admin)).letters).toHaveLength(1);
    await change(admin, 'redrive', { all: true });
    await until(store, bob, 3);
    expect(await eventsKnown(store, ada)).toBeUndefined();

    const past = { name: 'past', from: 'earliest', to: `time:${moment}` };
    for (const body of [past, { name: 'whole', from: 'earliest' }]) {
      const url = '/v1/admin/namespaces';
      const answer = await deployment.app.inject({ method: 'POST', url, payload: body });
      expect(answer.statusCode, answer.body).toBeLessThan(300);
    }
    await until(store, bob, 3, 'whole');
    await until(store, bob, 1, 'past');
    expect(await eventsKnown(store, ada, 'whole')).toBeUndefined();
    expect(await eventsKnown(store, ada, 'past')).toBeUndefined();

    // Who comes back is known from then on.
    await publishInParts(log, [behaviourEvent({ id: 'a5', at: Date.now() + 1 })], 1);
    await until(store, ada, 1);
  });

  it('attribution forgets, and nothing late makes a row anew', async () => {
    const { log, store, old, forget } = await start(open);
    const signer = await openSigningKey(log);
    const ref = visitorRef({ namespace: FIRST_NAMESPACE, partitions: PARTITIONS }, ada);
    const known = async () => (await store.get([ref]))[0] !== undefined;
    const seen = (id: string, who: string) => {
      const event = old(id, who);
      const recommId = answerId(signer, { at: event.at });
      return { ...event, type: 'impression', recommId, position: 1 };
    };
    await publishInParts(log, [seen('a1', 'ada')], 1);
    await eventually('the visitor is known', async () => expect(await known()).toBe(true));
    await forget('ada');
    await eventually('the visitor is forgotten', async () => expect(await known()).toBe(false));
    await publishInParts(log, [seen('a2', 'ada')], 1);
    // Behind it in whatever partition.
    const others = ['bob', 'eve', 'joe', 'kim', 'leo', 'mia', 'ned', 'pam', 'sue', 'tom'];
    await publishInParts(
      log,
      others.map((who) => seen(who, who)),
      10,
    );
    const space = { namespace: FIRST_NAMESPACE, partitions: PARTITIONS };
    const refs = others.map((userId) => visitorRef(space, { ...ada, userId }));
    expect(new Set(refs.map(({ partition }) => partition.partition)).size).toBe(PARTITIONS);
    await eventually('the other ones are known', async () => {
      expect((await store.get(refs)).filter((value) => value !== undefined)).toHaveLength(10);
    });
    expect(await known()).toBe(false);
  });

  it('one of somebody unknown, and a second one, are answered like any other', async () => {
    const { ingest, store, forget } = await start(open);
    const [first, second] = [await forget('ada'), await forget('ada')];
    expect(first).not.toBe(second);
    await eventually('both are done', async () => {
      for (const id of [first, second]) {
        const { json } = await ingest.inject(`/v1/erasures/${id}`);
        expect(json()).toMatchObject({ id, status: 'sent', state: { profile: true } });
      }
    });
    expect(await eventsKnown(store, ada)).toBeUndefined();
    expect((await ingest.inject('/v1/erasures/none')).json().code).toBe('ERASURE_UNKNOWN');
  });
});
