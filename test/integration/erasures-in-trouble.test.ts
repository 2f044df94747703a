import {
  type BehaviourEvent,
  behaviourEventCodec,
  FIRST_NAMESPACE,
  profileKey,
  topics,
} from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import { profileCodec, profileRef, type Store } from '@freshet/store';
import type { Log } from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import { expect, it } from 'vitest';
import { describeDeployments, startDeployment } from '../support/deployment.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { faultyLog, faultyStore } from '../support/faults.ts';
import { startIngest, startVisits } from '../support/intake.ts';
import { guarded, publishInParts } from '../support/pipeline.ts';

const PARTITIONS = 3;
const ADA = { site: 'default', userId: 'ada', anonymousId: null };
const BOB = { ...ADA, userId: 'bob' };

async function eventsKnown(store: Store, who: typeof ADA, namespace: string = FIRST_NAMESPACE) {
  const [value] = await store.get([profileRef({ namespace, partitions: PARTITIONS }, who)]);
  return value === undefined ? undefined : profileCodec.decode(value).events;
}

const until = (store: Store, who: typeof ADA, events: number | undefined, namespace?: string) =>
  eventually(`${who.userId} has ${events} events`, async () => {
    expect(await eventsKnown(store, who, namespace)).toBe(events);
  });

const forget = (ingest: FastifyInstance) =>
  ingest.inject({ method: 'DELETE', url: '/v1/users/ada' });

/** Two events of one, one of the other. */
function publishBefore(log: Log): Promise<void> {
  const at = Date.now() - 1;
  const of = (id: string, userId: string) => behaviourEvent({ id, userId, at });
  return publishInParts(log, [of('a1', 'ada'), of('a2', 'ada'), of('b1', 'bob')], 3);
}

/** The log of an ingest that is away while `isAway` says so. */
function sometimesAway(log: Log, isAway: () => boolean): Log {
  const { publisher } = log;
  const unreachable = () => new FreshetError('LOG_UNREACHABLE', 'away');
  return {
    ...faultyLog(log, isAway),
    publisher: {
      get pendingBytes() {
        return publisher.pendingBytes;
      },
      publish: (...call) => (isAway() ? Promise.reject(unreachable()) : publisher.publish(...call)),
      publishAtomically: (...call) => publisher.publishAtomically(...call),
      submit(topic, records, results) {
        if (!isAway()) return publisher.submit(topic, records, results);
        queueMicrotask(() => records.forEach((_, i) => results.failed(i, unreachable())));
      },
    },
  };
}

/** Of who was erased, the events behind the newest erasure that were received after it. */
async function expectedOf(log: Log): Promise<number> {
  const events: BehaviourEvent[] = [];
  const follower = await log.follow({
    topic: topics.behaviourEvents.name,
    record({ key, value }) {
      if (String(key) === profileKey(ADA)) events.push(behaviourEventCodec.decode(value!));
    },
    onFatal(error) {
      throw error;
    },
  });
  await follower.caughtUp;
  await follower.close();
  const erasures = events.filter(({ type }) => type === 'erase');
  const at = Math.max(...erasures.map(({ receivedAt }) => receivedAt));
  const later = events.slice(events.indexOf(erasures.at(-1)!) + 1);
  return later.filter(({ receivedAt }) => receivedAt > at).length;
}

describeDeployments('an erasure', (open) => {
  it('in the midst of events, twice at once, leaves what came behind it, and so it is after a replay', async () => {
    const { log: raw, store } = await open(PARTITIONS);
    const { log } = await guarded(raw);
    const { app } = await startDeployment({ log, store }, PARTITIONS);
    const ingest = await startIngest({ log, store }, 'one', false);
    const { counts, stop } = startVisits(ingest, ['ada', 'bob']);
    const untilMore = async () => {
      const before = counts.get('ada') ?? 0;
      await eventually('more comes in', () =>
        expect(counts.get('ada')).toBeGreaterThan(before + 20),
      );
    };
    await untilMore();
    const answers = await Promise.all([forget(ingest), forget(ingest)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 202]);
    await untilMore();
    const all = await stop();

    const left = await expectedOf(raw);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(all.get('ada')! - 20);
    await until(store, ADA, left);
    await until(store, BOB, all.get('bob'));
    const url = '/v1/admin/namespaces';
    const payload = { name: 'again', from: 'earliest' };
    expect((await app.inject({ method: 'POST', url, payload })).statusCode).toBeLessThan(300);
    await until(store, ADA, left, 'again');
    await until(store, BOB, all.get('bob'), 'again');
  });

  it('that the log does not take is refused with nothing done, or with what is then done by the same call', async () => {
    const { log: raw, store } = await open(PARTITIONS);
    const { log } = await guarded(raw);
    await startDeployment({ log, store }, PARTITIONS);
    await publishBefore(log);
    await until(store, ADA, 2);
    let failing: string | undefined;
    const faulty = faultyLog(raw, (topic) => topic === failing);
    const ingest = await startIngest({ log: faulty, store }, 'one', false);
    const refused = async (topic: string) => {
      failing = topic;
      const { statusCode, headers } = await forget(ingest);
      expect([statusCode, headers['retry-after']]).toEqual([503, '1']);
    };
    await refused(topics.erasures.name);
    const events = await raw.admin.offsets(topics.behaviourEvents.name);
    expect(events.reduce((sum, { end }) => sum + end, 0)).toBe(3);
    // Noted, so that no replay brings them back, but nobody has been told to forget.
    await refused(topics.behaviourEvents.name);
    failing = undefined;
    expect((await forget(ingest)).statusCode).toBe(202);
    await until(store, ADA, undefined);
    expect(await eventsKnown(store, BOB)).toBe(1);
  });

  it('waits in the journal for the log, and in the log for the store', async () => {
    const { log: raw, store } = await open(PARTITIONS);
    const away = { log: true, store: false };
    const { log } = await guarded(raw);
    const stumbling = faultyStore(store, () => away.store);
    await startDeployment({ log, store: stumbling }, PARTITIONS);
    await publishBefore(log);
    await until(store, ADA, 2);
    const leaving = sometimesAway(raw, () => away.log);
    away.log = false;
    const ingest = await startIngest({ log: leaving, store }, 'one', true);
    away.log = away.store = true;
    const answer = await forget(ingest);
    expect(answer.json()).toMatchObject({ durability: 'journal' });
    const { erasureId } = answer.json();
    const told = () => ingest.inject(`/v1/erasures/${erasureId}`);
    expect((await told()).json()).toMatchObject({ status: 'pending', state: { profile: false } });
    away.log = false;
    await eventually('the log has it', async () => {
      expect((await told()).json()).toMatchObject({ status: 'sent', state: { profile: false } });
    });
    expect(await eventsKnown(store, ADA)).toBe(2);
    away.store = false;
    await until(store, ADA, undefined);
    expect(await eventsKnown(store, BOB)).toBe(1);
  });
});
