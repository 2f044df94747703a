import { topics } from '@freshet/events';
import {
  createHttpServer,
  createLogger,
  createShutdown,
  listen,
  Registry,
  registerOperations,
  run,
} from '@freshet/runtime';
import { createRedisStore } from '@freshet/store/redis';
import { guardLog, openNamespaces } from '@freshet/stream';
import { createKafkaLog } from '@freshet/stream/kafka';
import { openDashboard } from './app.ts';
import { dashboardConfig } from './config.ts';
import { createForwarding } from './forwarding/forwarding.ts';
import { createDashboardPages } from './pages/pages.ts';

await run(async () => {
  const config = dashboardConfig(process.env);
  const logger = createLogger('dashboard', config.LOG_LEVEL);
  const shutdown = createShutdown(logger);
  const { stopping } = shutdown;
  const registry = new Registry();

  const store = await createRedisStore({ url: config.REDIS_URL, logger });
  shutdown.add('store', () => store.close());
  const kafka = await createKafkaLog({
    brokers: config.KAFKA_BROKERS.split(','),
    clientId: 'freshet-dashboard',
    partitions: config.PARTITIONS,
    replicationFactor: config.REPLICATION_FACTOR,
    prefix: config.KAFKA_PREFIX,
    logger,
  });
  shutdown.add('log', () => kafka.close());
  await kafka.admin.ensureTopics([topics.behaviourEvents, topics.deploymentNamespaces]);

  const onFatal = (error: Error) => shutdown.fail(error);
  const { log } = await guardLog({ log: kafka, logger, onFatal });
  const namespaces = await openNamespaces({ log, logger, onFatal });
  shutdown.add('namespaces', () => namespaces.close());
  const dashboard = await openDashboard({
    log,
    store,
    namespaces,
    registry,
    logger,
    clock: Date.now,
    besides: [],
    onFatal,
  });
  shutdown.add('dashboard', () => dashboard.close());

  const app = createHttpServer(logger, { stopping });
  await app.register((routes) => dashboard.routes(routes));
  await app.register(await createDashboardPages());
  const { API_URL: apiUrl, INGEST_URL: ingestUrl } = config;
  await app.register(createForwarding({ apiUrl, ingestUrl, logger }));
  registerOperations(app, {
    registry,
    stopping,
    readiness() {
      const { waitingFor } = dashboard;
      return { ready: waitingFor.length === 0, waitingFor };
    },
  });
  shutdown.add('http', () => app.close(), config.DRAIN_MS);
  await listen(app, config.HOST, config.PORT);
  logger.info({ host: config.HOST, port: config.PORT }, 'listening');
});
