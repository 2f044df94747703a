import { setTimeout as delay } from 'node:timers/promises';
import { type KafkaCluster, startKafka } from '../../support/kafka.ts';
import { type RedisServer, startRedis } from '../../support/redis.ts';
import { type Progress, watchProgress } from '../backlog.ts';
import { type Child, startChild } from '../child.ts';
import type { Run } from '../run.ts';
import type { VisitorsCalls } from '../servers/visitors.ts';
import { type Service, startService } from '../service.ts';

export const PARTITIONS = 12;
export const VISITORS = 1_920;
const WARM_UP = { perSecond: 5_000, seconds: 3 };
const LOOK_MS = 100;
/** After a broker that was killed, a group waits so long for its members of before. */
const SESSION_TIMEOUT_MS = 6_000;

/** Ingest and worker on Kafka and Redis, and visitors whose every event is accounted for. */
export interface Site {
  readonly run: Run;
  readonly kafka: KafkaCluster;
  readonly redis: RedisServer;
  readonly ingest: Service;
  readonly worker: Service;
  readonly progress: Progress;
  readonly visitors: Child<VisitorsCalls>;
}

/** Ready and warm: V8 has compiled what is hot. */
export async function startSite(run: Run): Promise<Site> {
  const [kafka, redis, visitors] = await Promise.all([
    run.keep(startKafka({ brokers: 1 })),
    run.keep(startRedis()),
    run.keep(startChild<VisitorsCalls>('visitors')),
  ]);
  const progress = await run.keep(watchProgress(kafka.bootstrap, redis.url, PARTITIONS));
  const env = {
    KAFKA_BROKERS: kafka.bootstrap,
    REDIS_URL: redis.url,
    PARTITIONS: String(PARTITIONS),
  };
  const [ingest, worker] = await Promise.all([
    startService(run, 'ingest', env),
    startService(run, 'worker', { ...env, GROUP_SESSION_TIMEOUT_MS: String(SESSION_TIMEOUT_MS) }),
  ]);
  await visitors.ask('open', { url: ingest.url, visitors: VISITORS });
  const site = { run, kafka, redis, ingest, worker, progress, visitors };
  await visitors.ask('post', WARM_UP);
  await untilDrained(site);
  return site;
}

/** Waits until everything accepted is in the state of both groups; answers with the seconds. */
export async function untilDrained({
  run,
  ingest,
  progress,
}: Pick<Site, 'run' | 'ingest' | 'progress'>): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    // In this order: what leaves the journal is then in the log.
    const inJournal = await journalBytes(ingest);
    const inLog = await progress.recordsLeft();
    if (inJournal === 0 && inLog === 0) return (performance.now() - startedAt) / 1000;
    if (Date.now() > run.deadline) {
      throw new Error(`not drained in time: ${inJournal} bytes in the journal, ${inLog} records`);
    }
    await delay(LOOK_MS);
  }
}

async function journalBytes({ url }: Service): Promise<number> {
  return (await gauge(url, 'freshet_ingest_journal_bytes')) ?? 0;
}

/** A gauge as `/metrics` has it, of one group where it has several. */
export async function gauge(
  url: string,
  name: string,
  group?: string,
): Promise<number | undefined> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const series = group === undefined ? name : `${name}{group="${group}"}`;
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
}

/** Events with a 2xx since the visitors first came. */
export async function acceptedSoFar({ visitors }: Site): Promise<number> {
  const counts = await visitors.ask('counts', undefined);
  return counts.reduce((sum, count) => sum + count, 0);
}
