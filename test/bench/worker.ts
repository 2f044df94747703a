import { startKafka } from '../support/kafka.ts';
import { startRedis } from '../support/redis.ts';
import { type Progress, preload, watchProgress } from './backlog.ts';
import { startChild } from './child.ts';
import { readClicks, repeatClicks } from './clicks.ts';
import { type Figure, median } from './figure.ts';
import type { Run } from './run.ts';
import type { BareRedisCalls } from './servers/bare-redis.ts';
import { startService } from './service.ts';

const EVENTS = 500_000;
const PARTITIONS = 12;
const REFERENCE_S = 2;
const POLL_MS = 30;

/**
 * Events a second of one worker process on a backlog of real clicks, through profiles and items: from
 * its first write to the last one of either group. The reference is measured before and after it.
 */
export async function workerBench(run: Run): Promise<readonly Figure[]> {
  const [kafka, redis, bare, clicks] = await Promise.all([
    run.keep(startKafka({ brokers: 1 })),
    run.keep(startRedis()),
    run.keep(startChild<BareRedisCalls>('bare-redis')),
    readClicks(run.options.clicks),
  ]);
  const progress = await run.keep(watchProgress(kafka.bootstrap, redis.url, PARTITIONS));
  await preload(kafka.bootstrap, repeatClicks(clicks, EVENTS));
  const reference = () =>
    bare.ask('set', { url: redis.url, valueBytes: 300, perPipeline: 500, seconds: REFERENCE_S });

  const before = await reference();
  const starting = startService(run, 'worker', {
    KAFKA_BROKERS: kafka.bootstrap,
    REDIS_URL: redis.url,
    PARTITIONS: String(PARTITIONS),
  });
  const value = await throughPerSecond(run, progress, EVENTS);
  await (await starting).stop();
  const after = await reference();
  return [
    {
      name: 'worker',
      unit: 'events/s',
      against: 'pipelined SET of 300 B, 500 a pipeline',
      target: { of: 'ratio', atLeast: 0.3 },
      value,
      reference: median([before, after]),
    },
  ];
}

/**
 * Events a second from the first that is applied to the last that is through both groups. On a machine
 * too slow for all of the backlog, of that part which is through in time.
 */
export async function throughPerSecond(
  run: Run,
  progress: Progress,
  events: number,
): Promise<number> {
  const first = await poll(run, progress.eventsApplied, 1);
  if (first === 0) throw new Error('the worker has applied nothing');
  const startedAt = performance.now();
  const through = await poll(run, progress.eventsThrough, events);
  return (through - first) / ((performance.now() - startedAt) / 1000);
}

/** Asks until the answer is at least `enough` or time is over. */
async function poll(run: Run, ask: () => Promise<number>, enough: number): Promise<number> {
  for (;;) {
    const answer = await ask();
    if (answer >= enough || Date.now() > run.deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
