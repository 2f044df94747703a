import { followAccess, guardRoutes, KeyLimiter, memoryCounter } from '@freshet/access';
import { topics } from '@freshet/events';
import { describeRoutes } from '@freshet/openapi';
import { deploymentOf } from '@freshet/recommend';
import {
  createHttpServer,
  createLogger,
  createShutdown,
  listen,
  openOperationsPort,
  type Operations,
  registerOperations,
  Registry,
  run,
} from '@freshet/runtime';
import { createRedisStore, openUsageCounter, redisAccess } from '@freshet/store/redis';
import { guardLog, openNamespaces, openSigningKey } from '@freshet/stream';
import { createKafkaLog, kafkaAccess } from '@freshet/stream/kafka';
import { startTracing } from '@freshet/tracing';
import { apiConfig } from './config.ts';
import { openApi } from './open-api.ts';

await run(async () => {
  const config = apiConfig(process.env);
  const logger = createLogger('api', config.LOG_LEVEL);
  const shutdown = createShutdown(logger);
  const { stopping } = shutdown;
  const registry = new Registry();
  const traced = { service: 'freshet-api', system: 'kafka', registry, logger } as const;
  const tracing = await startTracing(config, traced);
  if (tracing !== undefined) shutdown.add('traces', () => tracing.close());
  const { HOST: host, KEYS_FILE: path } = config;
  const access = await followAccess({ path, host, registry, logger, clock: Date.now });
  shutdown.add('keys', async () => access.close());

  const store = await createRedisStore({ ...redisAccess(config), logger });
  shutdown.add('store', () => store.close());
  const insurance = memoryCounter();
  const counts = openUsageCounter({ ...redisAccess(config), insurance, logger });
  shutdown.add('counts of use', () => counts.close());
  const limiter = new KeyLimiter({ counter: counts.counter, registry, clock: Date.now });
  const kafka = await createKafkaLog({
    ...kafkaAccess(config),
    clientId: 'freshet-api',
    partitions: config.PARTITIONS,
    replicationFactor: config.REPLICATION_FACTOR,
    logger,
  });
  shutdown.add('log', () => kafka.close());
  // The keyed topic as well: with another partition count the state would be sought in the wrong place.
  await kafka.admin.ensureTopics([
    topics.behaviourEvents,
    topics.deploymentNamespaces,
    topics.recommendationAnswers,
  ]);

  const onFatal = (error: Error) => shutdown.fail(error);
  const { log, erasures } = await guardLog({ log: kafka, logger, onFatal });
  const namespaces = await openNamespaces({ log, logger, onFatal });
  shutdown.add('namespaces', () => namespaces.close());
  const api = await openApi({
    log,
    erasures,
    store,
    namespaces,
    partitions: config.PARTITIONS,
    deployment: deploymentOf(config.DEPLOYMENT, { secondHop: config.SECOND_HOP }),
    explorationShare: config.EXPLORATION_SHARE,
    itemsMax: config.TABLE_ITEMS_MAX,
    visitorsMin: config.ITEM_VISITORS_MIN,
    signer: await openSigningKey(log),
    ingestUrl: config.INGEST_URL,
    clock: Date.now,
    registry,
    logger,
    tracing,
    onFatal,
  });
  shutdown.add('API', () => api.close());

  const app = createHttpServer(logger, { stopping });
  guardRoutes(app, access, { limiter });
  describeRoutes(app, {
    title: 'Freshet recommendation API',
    description: 'Answers what visitors may want next.',
  });
  await app.register((inside) => api.routes(inside));
  const operations: Operations = {
    registry,
    stopping,
    readiness() {
      const { waitingFor } = api;
      return { ready: waitingFor.length === 0, waitingFor };
    },
  };
  registerOperations(app, operations);
  await openOperationsPort(config, operations, { logger, shutdown });
  shutdown.add('http', () => app.close(), config.DRAIN_MS);
  await listen(app, config.HOST, config.PORT);
  logger.info({ host: config.HOST, port: config.PORT }, 'listening');
});
