import { setTimeout as delay } from 'node:timers/promises';
import { GROUPS } from '@freshet/store';
import { createLogger } from '@freshet/runtime';
import { openNamespaces, withNamespace } from '@freshet/stream';
import { startRedis } from '../support/redis.ts';
import { preload, type Progress, watchProgress } from './backlog.ts';
import { type Click, repeatClicks } from './clicks.ts';
import type { Figure } from './figure.ts';
import { openLog } from './log.ts';
import type { Run } from './run.ts';
import { type Service, startService } from './service.ts';
import { throughPerSecond } from './worker.ts';

const PARTITIONS = 12;
const EVENTS = 200_000;
/** Some of them in every partition. */
const EVENTS_LEFT_BEHIND = 2_000;
/** The least that brokers allow as a rule. */
const SESSION_TIMEOUT_MS = 6_000;
const NAMESPACE = 'rebuilt';
const LOOK_MS = 50;

/** How fast a namespace is rebuilt from the log, and how soon a killed worker's partitions go on. */
export async function recovery(
  run: Run,
  broker: string,
  clicks: readonly Click[],
): Promise<readonly Figure[]> {
  const redis = await run.keep(startRedis());
  const watch = (namespace?: string) =>
    run.keep(watchProgress(broker, redis.url, PARTITIONS, namespace));
  const progress = await watch();
  await preload(broker, repeatClicks(clicks, EVENTS));
  const startWorker = () =>
    startService(run, 'worker', {
      KAFKA_BROKERS: broker,
      REDIS_URL: redis.url,
      PARTITIONS: String(PARTITIONS),
      GROUP_SESSION_TIMEOUT_MS: String(SESSION_TIMEOUT_MS),
    });
  const starting = startWorker();
  const reference = await throughPerSecond(run, progress, EVENTS);
  const worker = await starting;
  const rebuilding = await watch(NAMESPACE);
  await addNamespace(broker);
  const value = await throughPerSecond(run, rebuilding, EVENTS);
  const successor = await startWorker();
  const seconds = await takeOver({ run, broker, clicks, progress, worker, successor });
  return [
    {
      name: 'rebuild',
      unit: 'events/s',
      value,
      against: 'the same worker on the same backlog, live',
      reference,
      target: { of: 'ratio', atLeast: 0.8 },
    },
    {
      name: 'take-over',
      unit: 's',
      value: seconds,
      against: "the killed worker's session time-out",
      reference: SESSION_TIMEOUT_MS / 1000,
    },
  ];
}

async function addNamespace(broker: string): Promise<void> {
  const log = await openLog(broker, PARTITIONS);
  const namespaces = await openNamespaces({
    log,
    logger: createLogger('bench', 'error'),
    onFatal: (error) => {
      throw error;
    },
  });
  const from = Array.from({ length: PARTITIONS }, () => 0);
  await namespaces.change((plan) =>
    withNamespace(plan, { name: NAMESPACE, from, to: null, createdAt: Date.now(), events: null }),
  );
  await namespaces.close();
  await log.close();
}

interface TakeOver {
  readonly run: Run;
  readonly broker: string;
  readonly clicks: readonly Click[];
  readonly progress: Progress;
  readonly worker: Service;
  readonly successor: Service;
}

/** Seconds from the kill of one of two workers until every event of its partitions is processed. */
async function takeOver(takingOver: TakeOver): Promise<number> {
  const { run, broker, clicks, progress, worker, successor } = takingOver;
  await until(run, 'the workers share', async () => (await heldBy(successor)) === PARTITIONS / 2);
  const killedAt = performance.now();
  await worker.kill('SIGKILL');
  await preload(broker, repeatClicks(clicks, EVENTS_LEFT_BEHIND));
  await until(run, 'all is processed', async () => (await progress.recordsLeft()) === 0);
  return (performance.now() - killedAt) / 1000;
}

/** Partitions of the profiles that a worker has, as its lag figures tell. */
async function heldBy({ url }: Service): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return text.split(`freshet_partition_lag_records{group="${GROUPS.profiles}",`).length - 1;
}

async function until(run: Run, what: string, holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    if (Date.now() > run.deadline) throw new Error(`not in time: ${what}`);
    await delay(LOOK_MS);
  }
}
