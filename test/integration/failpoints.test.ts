import { topics } from '@freshet/events';
import type { Store } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import type { Log } from '@freshet/stream';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable, kafkaBootstrap, redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { eventGroups, failpoints } from '../support/failpoints.ts';
import { freePorts } from '../support/free-port.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { acts, expectModel, publishInParts, toEvents } from '../support/pipeline.ts';
import { type RunningService, startProcess } from '../support/processes.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { startRedis } from '../support/redis.ts';

const PARTITIONS = 2;
const SESSION_TIMEOUT_MS = 3_000;
const STRUCK_WITHIN = { timeoutMs: 120_000 };
const TEST_TIMEOUT_MS = 1_200_000;
/** Where nothing of the batch is left to be written. */
const AFTER_APPLY: ReadonlySet<string> = new Set(['applied', 'before-resolve']);
const events = toEvents(fc.sample(acts, { numRuns: 10, seed: 11 }).flat());

interface Site {
  readonly log: Log;
  readonly store: Store;
  startWorker(strikes?: string): Promise<RunningService>;
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
    const started = startProcess({ command: [process.execPath, ...entry], env });
    return { ...started, url: `http://127.0.0.1:${port}` };
  };
  return { log, store, startWorker };
}

/** The events in so many parts: each strike meets new ones. */
function* inParts(count: number) {
  const size = Math.ceil(events.length / count);
  for (let i = 0; i < count; i++) yield events.slice(i * size, (i + 1) * size);
}

async function untilStruck(worker: RunningService, strike: string): Promise<void> {
  await eventually(
    `the worker is struck by ${strike}`,
    () => expect(worker.output()).toContain('struck'),
    STRUCK_WITHIN,
  );
}

/** It finds that another owner has moved the fence which its write was to move. */
async function untilOutrun({ url, output }: RunningService, group: string): Promise<void> {
  await eventually(
    'the one that wakes up is outrun',
    async () => {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      expect(metrics, output()).toMatch(
        new RegExp(`^freshet_processor_stale_writes_total\\{group="${group}"\\} [1-9]`, 'm'),
      );
    },
    STRUCK_WITHIN,
  );
}

describe.skipIf(!kafkaAvailable() || !redisAvailable())('a worker', () => {
  it('killed at each point of a batch, in each group, leaves every event counted once', {
    timeout: TEST_TIMEOUT_MS,
  }, async () => {
    const { log, store, startWorker } = await openSite();
    const strikes = eventGroups.flatMap((group) =>
      failpoints.map((point) => `${group}/${point}@2=SIGKILL`),
    );
    const parts = inParts(strikes.length);
    for (const strike of strikes) {
      const worker = await startWorker(strike);
      await publishInParts(log, parts.next().value!, 3);
      await untilStruck(worker, strike);
      expect(await worker.exited).toBe(null);
    }
    await startWorker();
    await expectModel(store, PARTITIONS, events);
  });

  it('stopped beyond its session at each point of a batch does no harm when it wakes up', {
    timeout: TEST_TIMEOUT_MS,
  }, async () => {
    const { log, store, startWorker } = await openSite();
    const places = eventGroups.flatMap((group) => failpoints.map((point) => ({ group, point })));
    const parts = inParts(3 * places.length);
    let published = 0;
    const publishPart = async () => {
      const part = parts.next().value!;
      published += part.length;
      await publishInParts(log, part, 3);
    };
    for (const { group, point } of places) {
      const strike = `${group}/${point}@1=SIGSTOP`;
      const sleeper = await startWorker(strike);
      await publishPart();
      await untilStruck(sleeper, strike);
      const successor = await startWorker();
      await expectModel(store, PARTITIONS, events.slice(0, published));
      // Beyond the batch at hand: who stands where its write would lead takes it for written.
      await publishPart();
      await expectModel(store, PARTITIONS, events.slice(0, published));
      await sleeper.kill('SIGCONT');
      if (!AFTER_APPLY.has(point)) await untilOutrun(sleeper, group);
      await publishPart();
      await expectModel(store, PARTITIONS, events.slice(0, published));
      await Promise.all([sleeper.kill('SIGKILL'), successor.kill('SIGKILL')]);
    }
  });
});
