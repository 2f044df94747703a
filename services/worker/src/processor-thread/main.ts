import { parentPort, workerData } from 'node:worker_threads';
import { topics } from '@freshet/events';
import { deploymentOf } from '@freshet/recommend';
import { createLogger, FreshetError, Registry } from '@freshet/runtime';
import { GROUPS } from '@freshet/store';
import { createRedisStore, redisAccess } from '@freshet/store/redis';
import { guardLog, openNamespaces, openSigningKey } from '@freshet/stream';
import { createKafkaLog, kafkaAccess } from '@freshet/stream/kafka';
import { startTracing } from '@freshet/tracing';
import { startProcessors, type Worker, type WorkerOptions } from '../app.ts';
import { startProbe } from '../freshness-probe.ts';
import { startMirrors } from '../mirrors.ts';
import { samplingOf } from '../sampling/settings.ts';
import type { Answers, Failure, Question, Report, ThreadData } from './messages.ts';

// Some of the processors, with a log and a store of its own; the process starts it from `processor-threads.ts`.
const { groups, config } = workerData as ThreadData;
const registry = new Registry();
const logger = createLogger('worker', config.LOG_LEVEL);

async function start(): Promise<{ worker: Worker; close: () => Promise<void> }> {
  const traced = { service: 'freshet-worker', system: 'kafka', registry, logger } as const;
  const tracing = await startTracing(config, traced);
  const store = await createRedisStore({ ...redisAccess(config), logger });
  const kafka = await createKafkaLog({
    ...kafkaAccess(config),
    clientId: `freshet-worker-${groups.join('-')}`,
    partitions: config.PARTITIONS,
    replicationFactor: config.REPLICATION_FACTOR,
    sessionTimeoutMs: config.GROUP_SESSION_TIMEOUT_MS,
    logger,
  });
  await kafka.admin.ensureTopics(Object.values(topics));
  const { log } = await guardLog({ log: kafka, logger, onFatal: fail });
  const namespaces = await openNamespaces({ log, logger, onFatal: fail });
  const options: WorkerOptions = {
    log,
    store,
    namespaces,
    deployment: deploymentOf(config.DEPLOYMENT, { secondHop: config.SECOND_HOP }),
    signer: await openSigningKey(log),
    registry,
    logger,
    clock: Date.now,
    cacheKeysMax: config.CACHE_KEYS_MAX,
    sampling: samplingOf(config),
    tracing,
    onFatal: fail,
  };
  const worker = await startProcessors(groups, options);
  // They ride along with the processor that has less to do.
  const others = groups.includes(GROUPS.items) ? [startProbe, startMirrors] : [];
  const riders = await Promise.all(others.map((begin) => begin(options)));
  async function close(): Promise<void> {
    await Promise.all([worker, ...riders].map((part) => part.close()));
    await namespaces.close();
    await log.close();
    await store.close();
    await tracing?.close();
  }
  return { worker, close };
}

function report(message: Report): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window: a thread
  parentPort!.postMessage(message);
}

function fail(error: unknown): void {
  report({ type: 'failed', failure: failureOf(error) });
}

function failureOf(error: unknown): Failure {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return error instanceof FreshetError ? { code: error.code, message } : { message, stack };
}

const started = start();
started.then(({ worker }) => report({ type: 'working', assigned: worker.assigned }), fail);

const answers: { readonly [Ask in keyof Answers]: () => Promise<Answers[Ask]> } = {
  metrics: () => registry.getMetricsAsJSON(),
  async close() {
    const running = await started.catch(() => undefined);
    await running?.close();
    return null;
  },
};

parentPort!.on('message', ({ ask, port }: Question) => {
  void answers[ask]()
    .catch(fail)
    .then((answer) => port.postMessage(answer));
});
