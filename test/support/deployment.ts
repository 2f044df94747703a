import { type Access, guardRoutes, openAccess } from '@freshet/access';
import { openApi } from '@freshet/api';
import { topics } from '@freshet/events';
import { deployments } from '@freshet/recommend';
import { createHttpServer, type Logger, Registry } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import { type Erasures, type Log, type Namespaces, openSigningKey } from '@freshet/stream';
import { startWorker, type WorkerOptions } from '@freshet/worker';
import type { FastifyInstance } from 'fastify';
import { describe, onTestFinished } from 'vitest';
import { openEmbedded } from './embedded.ts';
import { kafkaAvailable, redisAvailable } from './engines.ts';
import { openKafkaLog } from './kafka-log.ts';
import { followNamespaces } from './pipeline.ts';
import { quietLogger } from './quiet-logger.ts';
import { startRedis } from './redis.ts';

/** Log and store of one engine, with what a disaster does to the store. */
export interface Engines {
  readonly log: Log;
  readonly store: Store;
  /** Who asked to be forgotten, where the log leaves them out; nobody when absent. */
  readonly erasures?: Pick<Erasures, 'isErased'>;
}

interface EnginePair {
  readonly name: string;
  readonly available: boolean;
  open(partitions: number): Promise<Engines>;
}

const pairs: readonly EnginePair[] = [
  {
    name: 'embedded',
    available: true,
    async open(partitions) {
      const { log, store, close } = await openEmbedded({ partitions });
      onTestFinished(close);
      return { log, store };
    },
  },
  {
    name: 'Kafka and Redis',
    available: kafkaAvailable() && redisAvailable(),
    async open(partitions) {
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      const store = await createRedisStore({ url: redis.url, logger: quietLogger });
      onTestFinished(() => store.close());
      const log = await openKafkaLog({ partitions });
      await log.admin.ensureTopics(Object.values(topics));
      return { log, store };
    },
  },
];

/** Registers the same tests for both forms of a deployment. */
export function describeDeployments(
  subject: string,
  tests: (open: (partitions: number) => Promise<Engines>) => void,
): void {
  for (const { name, available, open } of pairs) {
    describe.skipIf(!available)(`${subject} (${name})`, () => {
      tests(open);
    });
  }
}

/** API and admin, and a worker if it is started, over one pair of engines. */
export interface Deployment {
  readonly app: FastifyInstance;
  readonly namespaces: Namespaces;
  startWorker(): Promise<void>;
  /** Text of /metrics. */
  metrics(): Promise<string>;
}

export interface DeploymentOptions {
  readonly logger?: Logger;
  /** Whom the API lets in; everybody when absent. */
  readonly access?: Pick<Access, 'isOpen' | 'find' | 'identitySecrets'>;
  /** Without it the ranker gets no samples from the worker. */
  readonly sampling?: WorkerOptions['sampling'];
  readonly tracing?: WorkerOptions['tracing'];
}

/** All of it, as `freshet start` composes it. */
export async function startDeployment(
  engines: Engines,
  partitions: number,
  options: DeploymentOptions = {},
): Promise<Deployment> {
  const deployment = await startServing(engines, partitions, options);
  await deployment.startWorker();
  return deployment;
}

/** A deployment whose worker is still away. */
export async function startServing(
  { log, store, erasures = { isErased: () => false } }: Engines,
  partitions: number,
  { logger = quietLogger, access = openAccess, sampling, tracing }: DeploymentOptions = {},
): Promise<Deployment> {
  const onFatal = (error: Error) => {
    throw error;
  };
  const namespaces = await followNamespaces(log);
  onTestFinished(() => namespaces.close());
  const registry = new Registry();
  const common = {
    log,
    store,
    namespaces,
    signer: await openSigningKey(log),
    registry,
    logger,
    tracing,
    deployment: deployments.shop,
    clock: Date.now,
    onFatal,
  };
  const api = await openApi({
    ...common,
    erasures,
    partitions,
    explorationShare: 0,
    itemsMax: 1_000,
    visitorsMin: 1,
  });
  onTestFinished(() => api.close());
  const app = createHttpServer(logger);
  guardRoutes(app, access);
  await app.register((inside) => api.routes(inside));
  onTestFinished(() => app.close());
  await api.caughtUp;
  return {
    app,
    namespaces,
    async startWorker() {
      const worker = await startWorker({ ...common, cacheKeysMax: 8, sampling });
      onTestFinished(() => worker.close());
    },
    metrics: () => registry.metrics(),
  };
}
