import { readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { topics } from '@freshet/events';
import { createRedisStore } from '@freshet/store/redis';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
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
      const replica = await startReplica(redis.server.port);
      // From here on it hears nothing more. One that is only stopped would still read its socket.
      await redisCli(replica.port, 'replicaof', 'no', 'one');
      const behind = await fencesOf(redis.server);
      await publishInParts(log, events.slice(half), 5);
      await expectModel(store, PARTITIONS, events);
      await redis.server.stop();
      expect(await fencesOf(replica)).toEqual(behind);
      // It takes over the address along with the role, as behind a virtual address.
      await redisCli(replica.port, 'bgrewriteaof');
      await eventually('its data are in its own file', () => expectAofWritten(replica.port));
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

async function startReplica(port: number): Promise<RedisServer> {
  const extraArgs = ['--replicaof', '127.0.0.1', String(port)];
  const replica = await startRedis({ appendonly: true, dir: temporaryFolder(), extraArgs });
  onTestFinished(() => replica.stop());
  await eventually('the replica is in step', async () => {
    const info = await redisCli(replica.port, 'info', 'replication');
    expect(info).toContain('master_link_status:up');
  });
  return replica;
}

/** All fences of the first namespace, in the order of their keys. */
async function fencesOf({ port }: RedisServer): Promise<string[]> {
  const keys = (await redisCli(port, 'keys', '{*}main/*')).split('\n');
  const fences = keys.filter((key) => /\}main\/(profiles|items)$/.test(key)).toSorted();
  if (fences.length === 0) return [];
  return (await redisCli(port, 'mget', ...fences)).split('\n');
}

/** `appendonly.aof.<sequence>.incr.aof`: only the newest may end anywhere. */
async function newestAppendOnlyFile(dir: string): Promise<string> {
  const folder = join(dir, 'appendonlydir');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.incr.aof'));
  return join(folder, names.toSorted().at(-1)!);
}

async function expectAofWritten(port: number): Promise<void> {
  const info = await redisCli(port, 'info', 'persistence');
  expect(info).toContain('aof_rewrite_in_progress:0');
  expect(info).toContain('aof_rewrite_scheduled:0');
}
