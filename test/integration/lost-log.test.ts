import { readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { type BehaviourEvent, behaviourEventCodec, FIRST_NAMESPACE, topics } from '@freshet/events';
import { GROUPS, type Store } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import type { Log } from '@freshet/stream';
import fc from 'fast-check';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startDeployment } from '../support/deployment.ts';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { type KafkaCluster, startKafka } from '../support/kafka.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { acts, expectModel, publishInParts, toEvents } from '../support/pipeline.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { startRedis } from '../support/redis.ts';
import { startWatchedWorker } from '../support/worker.ts';

const PARTITIONS = 2;
const TEST_TIMEOUT_MS = 150_000;
const patience = { timeoutMs: 30_000 };
const intake = topics.behaviourEvents.name;
const command =
  'freshet replay-log --group profiles --from earliest --into NEW, then freshet namespaces swap NEW';

/** Several records a batch, many batches a partition. */
const events = toEvents(fc.sample(acts, { numRuns: 3, seed: 31 }).flat());
const others = events.map((event) => ({ ...event, id: `new-${event.id}`, itemId: 'map' }));

describe.skipIf(!kafkaAvailable() || !redisAvailable())('a log (Kafka)', () => {
  let kafka: KafkaCluster;
  beforeAll(async () => {
    kafka = await startKafka({ brokers: 1 });
  });
  afterAll(() => kafka?.stop());

  const harms = [
    {
      what: 'that lost its tail',
      code: 'LOG_BEHIND_FENCE',
      harm: async (prefix: string) => {
        await kafka.nodes[0]!.kill('SIGKILL');
        await cutInHalf(join(kafka.nodes[0]!.logDir, `${prefix}${intake}-0`));
        await kafka.nodes[0]!.restart();
      },
    },
    {
      what: 'whose topic was recreated, with more in it than before',
      code: 'LOG_HISTORY_CHANGED',
      harm: async (prefix: string) => {
        await deleteTopic(kafka, prefix + intake);
        const log = await openLog(prefix);
        await publishInParts(log, [...others, ...events], 5);
      },
    },
  ];

  it.for(harms)(
    '$what behind a fence stops the partition at its assignment, and the command of the error mends it',
    { timeout: TEST_TIMEOUT_MS },
    async ({ code, harm }) => {
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      const store = await createRedisStore({ url: redis.url, logger: quietLogger });
      onTestFinished(() => store.close());
      const prefix = uniquePrefix();
      const before = await openLog(prefix);
      const first = await startWatchedWorker(before, store);
      await publishInParts(before, events, 5);
      await expectModel(store, PARTITIONS, events);
      await first.close();
      const fences = await fencesOf(store);

      await harm(prefix);
      const log = await openLog(prefix);
      const { metric, said, close } = await startWatchedWorker(log, store);
      const stopped = { group: GROUPS.profiles, partition: 0 };
      await eventually(
        'the partition stops',
        async () => expect(await metric('freshet_partition_stopped', stopped)).toBe(1),
        patience,
      );
      expect(said.filter(({ message }) => message === 'partition stopped')).toContainEqual({
        message: 'partition stopped',
        fields: expect.objectContaining({
          ...stopped,
          err: expect.objectContaining({ code, message: expect.stringContaining(command) }),
        }),
      });
      expect((await fencesOf(store))[0]).toEqual(fences[0]);
      await close();

      const { app } = await startDeployment({ log, store }, PARTITIONS);
      const url = '/v1/admin/namespaces';
      await app.inject({ method: 'POST', url, payload: { name: 'n2' } });
      await eventually(
        'the rebuilt namespace goes live',
        async () => {
          const { statusCode, body } = await app.inject({ method: 'POST', url: `${url}/n2/live` });
          expect(statusCode, body).toBe(202);
        },
        patience,
      );
      await expectModel(store, PARTITIONS, await eventsIn(log), 'n2');
    },
  );

  async function openLog(prefix: string): Promise<Log> {
    const brokers = kafka.bootstrap.split(',');
    const log = await openKafkaLog({ brokers, partitions: PARTITIONS, prefix });
    await log.admin.ensureTopics(Object.values(topics));
    return log;
  }
});

function fencesOf(store: Store) {
  const where = { namespace: FIRST_NAMESPACE, group: GROUPS.profiles, partitions: PARTITIONS };
  return Promise.all(
    Array.from({ length: PARTITIONS }, async (_, partition) => {
      return (await store.read({ ...where, partition }, [])).fence;
    }),
  );
}

async function eventsIn(log: Log): Promise<BehaviourEvent[]> {
  const found: BehaviourEvent[] = [];
  const follower = await log.follow({
    topic: intake,
    record: ({ value }) => void found.push(behaviourEventCodec.decode(value!)),
    onFatal: (error) => {
      throw error;
    },
  });
  await follower.caughtUp;
  await follower.close();
  return found;
}

/** Of the newest segment, which is all there is; the cut falls where it may. */
async function cutInHalf(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  const newest = join(folder, names.toSorted().at(-1)!);
  const { size } = await stat(newest);
  await truncate(newest, Math.floor(size / 2));
}

async function deleteTopic(kafka: KafkaCluster, name: string): Promise<void> {
  const client = new Kafka({ brokers: kafka.bootstrap.split(','), logLevel: logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  try {
    await admin.deleteTopics({ topics: [name] });
    await eventually('the topic is gone', async () =>
      expect(await admin.listTopics()).not.toContain(name),
    );
  } finally {
    await admin.disconnect();
  }
}
