import { stat, truncate } from 'node:fs/promises';
import { topics } from '@freshet/events';
import { createRedisStore } from '@freshet/store/redis';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newestAppendOnlyFile } from '../support/append-only-file.ts';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { temporaryFolder } from '../support/forms.ts';
import { openKafkaLog } from '../support/kafka-log.ts';
import {
  acts,
  expectModel,
  publishInParts,
  startSmallWorker,
  toEvents,
} from '../support/pipeline.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { type RedisServer, redisCli, startRedis } from '../support/redis.ts';
import { cutOff, startReplica, writeOwnFile } from '../support/redis-replica.ts';

const PARTITIONS = 3;
/** Shares of what was written since the last start that are kept; a cut falls where it may. */
const KEPT = [0.07, 0.3, 0.5, 0.71, 0.93];
const TEST_TIMEOUT_MS = 180_000;
const events = fc
  .sample(acts, { numRuns: 3, seed: 23 })
  .flatMap((list, i) => toEvents(list).map((event) => ({ ...event, id: `${i}-${event.id}` })));
const half = Math.floor(events.length / 2);

describe.skipIf(!kafkaAvailable() || !redisAvailable())('a Redis that was set back (Kafka)', () => {
  it(
    'by a cut of its append-only file at any byte is brought to the same scores by the log',
    async () => {
      const { log, store, redis } = await start();
      const worker = await startSmallWorker(log, store);
      await publishInParts(log, events, 10);
      await expectModel(store, PARTITIONS, events);
      await worker.close();
      for (const kept of KEPT) {
        const ahead = await fencesOf(redis.server);
        await redis.server.stop();
        const file = await newestAppendOnlyFile(redis.server.dir);
        const { size } = await stat(file);
        await truncate(file, Math.floor(size * kept));
        await redis.start();
        expect(await fencesOf(redis.server)).not.toEqual(ahead);
        // What it lost is written again, to a file of its own.
        const again = await startSmallWorker(log, store);
        await expectModel(store, PARTITIONS, events);
        await again.close();
      }
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'by the promotion of a lagging replica is brought to the same scores, though no event comes',
    async () => {
      const { log, store, redis } = await start();
      await startSmallWorkerOfTest(log, store);
      await publishInParts(log, events.slice(0, half), 5);
      await expectModel(store, PARTITIONS, events.slice(0, half));
      const replica = await startReplica(redis.server.port, temporaryFolder());
      onTestFinished(() => replica.stop());
      await cutOff(replica);
      const behind = await fencesOf(redis.server);
      await publishInParts(log, events.slice(half), 5);
      await expectModel(store, PARTITIONS, events);
      await redis.server.stop();
      expect(await fencesOf(replica)).toEqual(behind);
      // It takes over the address along with the role, as behind a virtual address.
      await writeOwnFile(replica);
      await replica.stop();
      await redis.start(replica.dir);
      await expectModel(store, PARTITIONS, events);
    },
    TEST_TIMEOUT_MS,
  );
});

/** Engines of the test's own, and a Redis that can be started again at its address. */
async function start() {
  const redis = {
    server: await startRedis({ appendonly: true, dir: temporaryFolder() }),
    async start(dir?: string) {
      const { port, dir: own } = redis.server;
      redis.server = await startRedis({ appendonly: true, dir: dir ?? own, port });
    },
  };
  onTestFinished(() => redis.server.stop());
  const store = await createRedisStore({ url: redis.server.url, logger: quietLogger });
  onTestFinished(() => store.close());
  const log = await openKafkaLog({ partitions: PARTITIONS });
  await log.admin.ensureTopics(Object.values(topics));
  return { log, store, redis };
}

async function startSmallWorkerOfTest(...engines: Parameters<typeof startSmallWorker>) {
  const worker = await startSmallWorker(...engines);
  onTestFinished(() => worker.close());
}

/** All fences of the first namespace, in the order of their keys: every write moves one of them. */
async function fencesOf({ port }: RedisServer): Promise<string[]> {
  const keys = (await redisCli(port, 'keys', '{*}main/*')).split('\n');
  const fences = keys.filter((key) => /\}main\/[^/]+$/.test(key)).toSorted();
  if (fences.length === 0) return [];
  return (await redisCli(port, 'mget', ...fences)).split('\n');
}
