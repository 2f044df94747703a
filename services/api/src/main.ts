import { followAccess, guardRoutes, KeyLimiter, memoryCounter } from '@freshet/access';
import { topics } from '@freshet/events';
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
import { openNamespaces, openSigningKey } from '@freshet/stream';
import { createKafkaLog, kafkaAccess } from '@freshet/stream/kafka';
import { openItemTables } from '@freshet/tables';
import { startTracing } from '@freshet/tracing';
import { createApi } from './app.ts';
import { apiConfig } from './config.ts';
import { createExperimentAdmin } from './experiments/admin-routes.ts';
import { openExperiments } from './experiments/experiments.ts';
import { createNamespaceAdmin } from './namespaces/routes.ts';
import { openServedNamespace } from './namespaces/served-namespace.ts';
import { createExplorationAdmin } from './exploration/admin-routes.ts';
import { createFiguresAdmin } from './figures/admin-routes.ts';
import { createRankerAdmin } from './ranker/admin-routes.ts';
import { openRules } from './rules/open-rules.ts';

await run(async () => {
  const config = apiConfig(process.env);
  const { EXPLORATION_SHARE: explorationShare } = config;
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
  const log = await createKafkaLog({
    ...kafkaAccess(config),
    clientId: 'freshet-api',
    partitions: config.PARTITIONS,
    replicationFactor: config.REPLICATION_FACTOR,
    logger,
  });
  shutdown.add('log', () => log.close());
  // The keyed topic as well: with another partition count the state would be sought in the wrong place.
  await log.admin.ensureTopics([
    topics.behaviourEvents,
    topics.deploymentNamespaces,
    topics.recommendationAnswers,
  ]);

  const onFatal = (error: Error) => shutdown.fail(error);
  const namespaces = await openNamespaces({ log, logger, onFatal });
  shutdown.add('namespaces', () => namespaces.close());
  const rules = await openRules({ log, logger, clock: Date.now, onFatal });
  shutdown.add('rules', () => rules.close());
  const deployment = deploymentOf(config.DEPLOYMENT, { secondHop: config.SECOND_HOP });
  const tables = {
    log,
    deployment,
    itemsMax: config.TABLE_ITEMS_MAX,
    visitorsMin: config.ITEM_VISITORS_MIN,
    hasLikes: true,
    hasFigures: true,
    logger,
    onFatal,
  };
  const served = await openServedNamespace({
    namespaces,
    partitions: config.PARTITIONS,
    logger,
    openTables: (namespace) => openItemTables({ ...tables, namespace }),
  });
  shutdown.add('item tables', () => served.close());

  const experiments = await openExperiments({ log, logger, clock: Date.now, onFatal });
  shutdown.add('experiments', () => experiments.close());

  const app = createHttpServer(logger, { stopping });
  guardRoutes(app, access, { limiter });
  await app.register(
    createApi({
      log,
      store,
      served,
      deployment,
      experiments,
      explorationShare,
      signer: await openSigningKey(log),
      rules,
      clock: Date.now,
      registry,
      logger,
      tracing,
    }),
  );
  await app.register(
    createNamespaceAdmin({ log, store, namespaces, served, logger, clock: Date.now }),
  );
  await app.register(createRankerAdmin({ log, served, clock: Date.now }));
  await app.register(createFiguresAdmin({ served, store, clock: Date.now }));
  await app.register(createExplorationAdmin({ served, explorationShare }));
  await app.register(createExperimentAdmin({ served, experiments, clock: Date.now }));
  const operations: Operations = {
    registry,
    stopping,
    readiness() {
      const { waitingFor } = served.current.tables;
      return {
        ready: waitingFor.length === 0,
        waitingFor: waitingFor.map((topic) => `the table of ${topic}`),
      };
    },
  };
  registerOperations(app, operations);
  await openOperationsPort(config, operations, { logger, shutdown });
  shutdown.add('http', () => app.close(), config.DRAIN_MS);
  await listen(app, config.HOST, config.PORT);
  logger.info({ host: config.HOST, port: config.PORT }, 'listening');
});
