import { startKafka } from '../../support/kafka.ts';
import { startRedis } from '../../support/redis.ts';
import { watchProgress } from '../backlog.ts';
import { startChild } from '../child.ts';
import { readClicks } from '../clicks.ts';
import { takenPerSecond } from '../event-requests.ts';
import type { Figure } from '../figure.ts';
import { untilDrained } from '../peak/site.ts';
import type { Run } from '../run.ts';
import type { LoadCalls } from '../servers/load-client.ts';
import { startService } from '../service.ts';
import { topicBytes, type Used, usedBy, usPerJob } from './readings.ts';

const PARTITIONS = 32;
const LOAD_S = 8;
/** Until V8 and the JVM have compiled what is hot. */
const WARM_UP_S = 6;

/** Bytes and CPU of an event, from its request to both groups' state, each process by itself. */
export async function eventCosts(run: Run): Promise<readonly Figure[]> {
  const [kafka, redis, client, clicks] = await Promise.all([
    run.keep(startKafka({ brokers: 1 })),
    run.keep(startRedis()),
    run.keep(startChild<LoadCalls>('load-client')),
    readClicks(run.options.clicks),
  ]);
  const progress = await run.keep(watchProgress(kafka.bootstrap, redis.url, PARTITIONS));
  const env = {
    KAFKA_BROKERS: kafka.bootstrap,
    REDIS_URL: redis.url,
    PARTITIONS: String(PARTITIONS),
  };
  const [ingest, worker] = await Promise.all([
    startService(run, 'ingest', env),
    startService(run, 'worker', env),
  ]);
  const { pid: kafkaPid, logDir } = kafka.nodes[0]!;
  const pids = { ingest: ingest.pid, worker: worker.pid, redis: redis.pid, kafka: kafkaPid };
  const post = takenPerSecond(client, ingest.url, clicks);
  const drained = () => untilDrained({ run, ingest, progress });
  const read = async () => ({
    events: await progress.eventsApplied(),
    bytes: await topicBytes(logDir),
    used: await readAll(pids),
  });
  await post(WARM_UP_S);
  await drained();
  const before = await read();
  await post(LOAD_S);
  await drained();
  const after = await read();
  const events = after.events - before.events;
  const costs = (name: keyof typeof pids) => usPerJob(before.used[name], after.used[name], events);
  const perEvent = (of: 'events' | 'derived') => (after.bytes[of] - before.bytes[of]) / events;
  return [
    bytes('event-log-bytes', perEvent('events'), perEvent('derived'), 'what workers publish of it'),
    bytes('event-derived-bytes', perEvent('derived'), perEvent('events'), 'the event itself'),
    ...cpu('ingest', costs('ingest')),
    ...cpu('worker', costs('worker')),
    ...cpu('redis', costs('redis')).slice(1),
    ...cpu('kafka', costs('kafka')).slice(1),
  ];
}

async function readAll<N extends string>(pids: Readonly<Record<N, number>>) {
  const entries = Object.entries<number>(pids);
  const used = await Promise.all(entries.map(async ([name, pid]) => [name, await usedBy(pid)]));
  return Object.fromEntries(used) as Record<N, Used>;
}

const bytes = (name: string, value: number, reference: number, against: string): Figure => ({
  name,
  unit: 'B',
  value,
  reference,
  against,
});

const cpu = (part: string, { thread, cpu: all }: { thread: number; cpu: number }): Figure[] => [
  {
    name: `event-${part}-thread`,
    unit: 'µs',
    value: thread,
    reference: all,
    against: 'all its threads',
  },
  {
    name: `event-${part}-cpu`,
    unit: 'µs',
    value: all,
    reference: thread,
    against: 'its busiest thread',
  },
];
