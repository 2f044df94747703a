import { topics } from '@freshet/events';
import { GROUPS, type Store } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import type { Log } from '@freshet/stream';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable, kafkaBootstrap, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { failpoints } from '../support/failpoints.ts';
import { freePorts } from '../support/free-port.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { acts, expectModel, publishInParts, toEvents } from '../support/pipeline.ts';
import { type RunningProcess, startProcess } from '../support/processes.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { startRedis } from '../support/redis.ts';

const PARTITIONS = 2;
const SESSION_TIMEOUT_MS = 3_000;
const STRUCK_WITHIN = { timeoutMs: 120_000 };
const TEST_TIMEOUT_MS = 1_200_000;
const events = toEvents(fc.sample(acts, { numRuns: 4, seed: 11 }).flat());

interface Site {
  readonly log: Log;
  readonly store: Store;
  startWorker(strikes?: string): Promise<RunningProcess>;
}

async function openSite(): Promise<Site> {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const store = await createRedisStore({ url: redis.url, logger: quietLogger });
  onTestFinished(() => store.close());
  const prefix = uniquePrefix();
  const log = await openKafkaLog({ partitions: PARTITIONS, prefix });
  await log.admin.ensureTopics(Object.values(topics));
  const startWorker = async (STRIKES = '') => {
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
  };
  return { log, store, startWorker };
}

/** The events in so many parts: each strike meets new ones. */
function* inParts(count: number) {
  const size = Math.ceil(events.length / count);
  for (let i = 0; i < count; i++) yield events.slice(i * size, (i + 1) * size);
}

async function untilStruck(worker: RunningProcess): Promise<void> {
  await eventually(
    'the worker is struck',
    () => expect(worker.output()).toContain('struck'),
    STRUCK_WITHIN,
  );
}

describe.skipIf(!kafkaAvailable() || !redisAvailable())('a worker', () => {
  it('killed at each point of a batch, in each group, leaves every event counted once', {
    timeout: TEST_TIMEOUT_MS,
  }, async () => {
    const { log, store, startWorker } = await openSite();
    const strikes = Object.values(GROUPS).flatMap((group) =>
      failpoints.map((point) => `${group}/${point}@2=SIGKILL`),
    );
    const parts = inParts(strikes.length);
    for (const strike of strikes) {
      const worker = await startWorker(strike);
      await publishInParts(log, parts.next().value!, 3);
      await untilStruck(worker);
      expect(await worker.exited).toBe(null);
    }
    await startWorker();
    await expectModel(store, PARTITIONS, events);
  });

  it('stopped beyond its session at each point of a batch does no harm when it wakes up', {
    timeout: TEST_TIMEOUT_MS,
  }, async () => {
    const { log, store, startWorker } = await openSite();
    const parts = inParts(2 * failpoints.length);
    let published = 0;
    const publishPart = async () => {
      const part = parts.next().value!;
      published += part.length;
      await publishInParts(log, part, 3);
    };
    for (const point of failpoints) {
      const sleeper = await startWorker(`profiles/${point}@2=SIGSTOP`);
      await publishPart();
      await untilStruck(sleeper);
      const successor = await startWorker();
      await expectModel(store, PARTITIONS, events.slice(0, published));
      await sleeper.kill('SIGCONT');
      await publishPart();
      await expectModel(store, PARTITIONS, events.slice(0, published));
      await Promise.all([sleeper.kill('SIGKILL'), successor.kill('SIGKILL')]);
    }
  });
});
