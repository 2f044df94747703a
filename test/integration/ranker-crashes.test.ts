import { FIRST_NAMESPACE, topics } from '@freshet/events';
import { rankerRef, type Store } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import type { Log } from '@freshet/stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable, kafkaBootstrap, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { failpoints } from '../support/failpoints.ts';
import { freePorts } from '../support/free-port.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { type RunningProcess, startProcess } from '../support/processes.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { foldRanker, rankerRecords, SITES } from '../support/ranker-log.ts';
import { startRedis } from '../support/redis.ts';

const PARTITIONS = 1;
const SESSION_TIMEOUT_MS = 6_000;
const TEST_TIMEOUT_MS = 900_000;
const STRUCK_WITHIN = { timeoutMs: 120_000 };
const RECORDS = 4_000;
const RECORDS_PER_LOOK = 4;

async function openSite() {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const store = await createRedisStore({ url: redis.url, logger: quietLogger });
  onTestFinished(() => store.close());
  const prefix = uniquePrefix();
  const log = await openKafkaLog({ partitions: PARTITIONS, prefix });
  await log.admin.ensureTopics(Object.values(topics));
  async function startWorker(STRIKES = ''): Promise<RunningProcess> {
    const [port] = await freePorts(1);
    const env = {
      PORT: String(port),
      KAFKA_BROKERS: kafkaBootstrap(),
      KAFKA_PREFIX: prefix,
      REDIS_URL: redis.url,
      PARTITIONS: String(PARTITIONS),
      GROUP_SESSION_TIMEOUT_MS: String(SESSION_TIMEOUT_MS),
      LOG_LEVEL: 'warn',
      STRIKES,
    };
    const entry = ['--import', 'tsx', 'test/support/failpoint-worker.ts'];
    return startProcess({ command: [process.execPath, ...entry], env });
  }
  return { log, store, startWorker };
}

function publish(log: Log, records: readonly Buffer[]) {
  const each = records.map((value) => ({ value, partition: 0 }));
  return log.publisher.publish(topics.rankerSamples.name, each);
}

async function expectFold(store: Store, records: readonly Buffer[]): Promise<void> {
  const expected = foldRanker(records);
  await eventually('the rankers are those of an uninterrupted run, byte for byte', async () => {
    const values = await store.get(SITES.map((site) => rankerRef(FIRST_NAMESPACE, site)));
    SITES.forEach((site, i) => {
      const found = Buffer.from(values[i] ?? []).toString('base64');
      expect(found === Buffer.from(expected.get(site)!).toString('base64'), site).toBe(true);
    });
  });
}

describe.skipIf(!kafkaAvailable() || !redisAvailable())('the ranker', () => {
  it('killed at each point of a batch while it learns comes to the same weights, byte for byte', {
    timeout: TEST_TIMEOUT_MS,
  }, async () => {
    const { log, store, startWorker } = await openSite();
    const records = rankerRecords(3, RECORDS);
    let published = 0;
    const publishSome = (count: number) =>
      publish(log, records.slice(published, (published += count)));
    for (const point of failpoints) {
      // State is read once, and then in memory.
      const strike = `ranker/${point}@${point === 'after-read' ? 1 : 2}=SIGKILL`;
      const worker = await startWorker(strike);
      await eventually(
        `the worker is struck by ${strike}`,
        async () => {
          // Bit by bit, so that the point is reached more than once.
          if (worker.output().includes('working')) await publishSome(RECORDS_PER_LOOK);
          expect(worker.output()).toContain('struck');
        },
        STRUCK_WITHIN,
      );
      expect(await worker.exited).toBe(null);
    }
    expect(published).toBeLessThan(RECORDS);
    await publishSome(RECORDS);
    await startWorker();
    await expectFold(store, records);
  });
});
