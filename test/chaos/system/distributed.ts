import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createRedisStore } from '@freshet/store/redis';
import type { Log } from '@freshet/stream';
import { createKafkaLog } from '@freshet/stream/kafka';
import { topics } from '@freshet/events';
import { eventually } from '../../support/eventually.ts';
import { type KafkaCluster, startKafka } from '../../support/kafka.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { commands } from '../../support/processes.ts';
import { behind, type Readable } from '../audit/evidence.ts';
import { newStage, type Stage } from '../stage.ts';
import type { Trace } from '../trace.ts';
import { RestartableRedis } from './restartable-redis.ts';
import { SupervisedService } from './supervised-service.ts';
import { SETTLE_MS, type System } from './system.ts';

export const PARTITIONS = 12;
const POLL_MS = 500;
/** A worker that says nothing for so long has lost its partitions. */
export const SESSION_TIMEOUT_MS = 6_000;
export const WORKERS = 3;
export const INGESTS = 2;
/** The last worker strikes itself where it is told to; the others run the product's own command. */
const workerCommands: readonly (readonly string[])[] = [
  ...Array.from({ length: WORKERS - 1 }, () => commands.worker),
  ['test/support/failpoint-worker.ts'],
];
/** One ingest's disk is slow to flush, and the other's journal full of the load of two seconds. */
const ingestCommands: readonly (readonly string[])[] = [
  ['--import', './test/chaos/system/slow-flush.js', ...commands.ingest],
  commands.ingest,
];
const journalBytes: readonly Record<string, string>[] = [{}, { JOURNAL_BYTES_MAX: '65536' }];

export interface DistributedStage extends Stage {
  readonly kafka: KafkaCluster;
  readonly redis: RestartableRedis;
  readonly workers: readonly SupervisedService[];
  /** The one of them that can be struck between two steps of a batch. */
  readonly failpointWorker: SupervisedService;
  readonly ingests: readonly SupervisedService[];
  /** Folder of each ingest's journal. */
  readonly journals: readonly string[];
  readonly api: SupervisedService;
}

/** Three brokers, Redis with an append-only file, two ingests, three workers and an API. */
export async function startDistributed(trace: Trace): Promise<System<DistributedStage>> {
  const [kafka, redis] = await Promise.all([
    startKafka({ brokers: 3 }),
    RestartableRedis.start(trace.folder),
  ]);
  const env = {
    KAFKA_BROKERS: kafka.bootstrap,
    REDIS_URL: redis.url,
    PARTITIONS: String(PARTITIONS),
    REPLICATION_FACTOR: '3',
    GROUP_SESSION_TIMEOUT_MS: String(SESSION_TIMEOUT_MS),
  };
  async function openLog(): Promise<Log> {
    const brokers = kafka.bootstrap.split(',');
    const opened = await createKafkaLog({
      brokers,
      clientId: 'chaos',
      partitions: PARTITIONS,
      replicationFactor: 3,
      logger: quietLogger,
    });
    await opened.admin.ensureTopics(Object.values(topics));
    return opened;
  }
  // Before the services, which would all create the topics at the same moment.
  await (await openLog()).close();

  const start = (name: string, command: readonly string[], more: Record<string, string> = {}) =>
    SupervisedService.start({ name, command, env: { ...env, ...more }, trace });
  const workers = await Promise.all(
    workerCommands.map((command, i) => start(`worker-${i + 1}`, command)),
  );
  const journals = ingestCommands.map((_, i) => join(trace.folder, `ingest-${i + 1}.journal`));
  const ingests = await Promise.all(
    ingestCommands.map((command, i) =>
      start(`ingest-${i + 1}`, command, { JOURNAL_DIR: journals[i]!, ...journalBytes[i] }),
    ),
  );
  const api = await start('api', commands.api);
  const services = [...workers, ...ingests, api];

  const ready = () => Promise.all(services.map((service) => service.ready()));
  await ready();

  async function read<T>(work: (readable: Readable) => Promise<T>): Promise<T> {
    const [log, store] = await Promise.all([
      openLog(),
      createRedisStore({ url: redis.url, logger: quietLogger }),
    ]);
    try {
      return await work({ log, store, partitions: PARTITIONS });
    } finally {
      await Promise.all([log.close(), store.close()]);
    }
  }

  return {
    stage: {
      ...newStage(trace),
      kafka,
      redis,
      workers,
      failpointWorker: workers[WORKERS - 1]!,
      ingests,
      journals,
      api,
    },
    ingestUrls: ingests.map(({ url }) => url),
    read,
    async settle() {
      await ready();
      await eventually('journals are empty', () => Promise.all(ingests.map(expectEmptyJournal)), {
        timeoutMs: SETTLE_MS,
      });
      return read(untilDrained);
    },
    async stop() {
      await Promise.all(services.map((service) => service.stop('SIGKILL')));
      const outputs = await Promise.all(kafka.nodes.map((node) => node.output()));
      await Promise.all(outputs.map((text, i) => trace.keep(`broker-${i + 1}.log`, text)));
      await Promise.all([kafka.stop(), redis.kill()]);
    },
  };
}

async function expectEmptyJournal({ url }: SupervisedService): Promise<void> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const [, bytes] = /^freshet_ingest_journal_bytes (\d+)/m.exec(text) ?? [];
  if (bytes !== '0') throw new Error(`${bytes} bytes`);
}

async function untilDrained(readable: Readable): Promise<readonly string[]> {
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    const late = await behind(readable);
    if (late.length === 0 || Date.now() > deadline) return late;
    await delay(POLL_MS);
  }
}
