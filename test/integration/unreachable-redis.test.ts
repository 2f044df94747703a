import { type BehaviourEvent, inNamespace, FIRST_NAMESPACE, topics } from '@freshet/events';
import { GROUPS } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import type { Log } from '@freshet/stream';
import fc from 'fast-check';
import { Kafka, logLevel } from 'kafkajs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable, kafkaBootstrap, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/forms.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { acts, expectModel, publishInParts, toEvents } from '../support/pipeline.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { startRedis } from '../support/redis.ts';
import { startWatchedWorker } from '../support/worker.ts';

const PARTITIONS = 3;
const SESSION_TIMEOUT_MS = 3_000;
const OUTAGE_MS = 3 * SESSION_TIMEOUT_MS;
const patience = { timeoutMs: 30_000 };
const events: readonly BehaviourEvent[] = toEvents(fc.sample(acts, { numRuns: 2, seed: 5 }).flat());
const half = Math.floor(events.length / 2);

describe.skipIf(!kafkaAvailable() || !redisAvailable())('while Redis (Kafka)', () => {
  it.for(['is gone', 'hangs'])(
    '%s partitions are paused and the group stays as it is',
    async (what) => {
      const hangs = what === 'hangs';
      const dir = temporaryFolder();
      let redis = await startRedis({ appendonly: true, dir });
      onTestFinished(() => redis.stop());
      const store = await createRedisStore({ url: redis.url, logger: quietLogger });
      onTestFinished(() => store.close());
      const prefix = uniquePrefix();
      const log = await openKafkaLog({
        partitions: PARTITIONS,
        prefix,
        sessionTimeoutMs: SESSION_TIMEOUT_MS,
      });
      await log.admin.ensureTopics(Object.values(topics));
      const asked: number[] = [];
      const { said } = await startWatchedWorker(noting(log, asked), store);
      await publishInParts(log, events.slice(0, half), 5);
      await expectModel(store, PARTITIONS, events.slice(0, half));
      const group = prefix + inNamespace(GROUPS.profiles, FIRST_NAMESPACE);
      const before = await groupOf(group);
      const assignments = asked.length;

      if (hangs) redis.kill('SIGSTOP');
      else await redis.stop();
      const since = Date.now();
      await publishInParts(log, events.slice(half), 5);
      await eventually(
        'every partition is paused, for longer than a session',
        () => {
          const paused = said.filter(({ message, fields }) => {
            return message === 'partition paused' && fields['group'] === GROUPS.profiles;
          });
          const partitions = new Set(paused.map(({ fields }) => fields['partition']));
          expect(partitions.size).toBe(PARTITIONS);
          expect(Date.now() - since).toBeGreaterThan(OUTAGE_MS);
        },
        patience,
      );
      expect(await groupOf(group)).toEqual(before);
      expect(asked.length).toBe(assignments);

      if (hangs) redis.kill('SIGCONT');
      else redis = await startRedis({ appendonly: true, dir, port: redis.port });
      await expectModel(store, PARTITIONS, events);
      expect(await groupOf(group)).toEqual(before);
      expect(asked.length).toBe(assignments);
    },
  );
});

/** The log, and each time that a partition is asked where to begin: once per assignment. */
function noting(log: Log, asked: number[]): Log {
  return {
    ...log,
    consume: (subscription) =>
      log.consume({
        ...subscription,
        position(partition) {
          if (subscription.topic === topics.behaviourEvents.name) asked.push(partition);
          return subscription.position(partition);
        },
      }),
  };
}

async function groupOf(name: string) {
  const kafka = new Kafka({ brokers: kafkaBootstrap().split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const { groups } = await admin.describeGroups([name]);
    const { state, members } = groups[0]!;
    return { state, members: members.map(({ memberId }) => memberId) };
  } finally {
    await admin.disconnect();
  }
}
