import { guardRoutes, openAccess } from '@freshet/access';
import { topics } from '@freshet/events';
import {
  createHttpServer,
  createLogger,
  createShutdown,
  listen,
  openOperationsPort,
  type Operations,
  registerOperations,
  Registry,
  requireGuard,
  run,
} from '@freshet/runtime';
import { createRedisStore, redisAccess } from '@freshet/store/redis';
import { guardLog, openNamespaces } from '@freshet/stream';
import { createKafkaLog, kafkaAccess } from '@freshet/stream/kafka';
import { startTracing } from '@freshet/tracing';
import { openDashboard } from './app.ts';
import { dashboardConfig } from './config.ts';
import { createForwarding } from './forwarding/forwarding.ts';
import { probeAt } from './health/probe.ts';
import { openLogin } from './login/login.ts';
import { planLogin } from './login/plan.ts';
import { bundlePages, createDashboardPages } from './pages/pages.ts';

await run(async () => {
  const config = dashboardConfig(process.env);
  const logger = createLogger('dashboard', config.LOG_LEVEL);
  const shutdown = createShutdown(logger);
  const { stopping } = shutdown;
  const registry = new Registry();
  const traced = { service: 'freshet-dashboard', system: 'kafka', registry, logger } as const;
  const tracing = await startTracing(config, traced);
  if (tracing !== undefined) shutdown.add('traces', () => tracing.close());
  const plan = planLogin(config);
  requireGuard(config.HOST, {
    of: 'The dashboard',
    isThere: plan !== undefined,
    remedy: 'Set DASHBOARD_PASSWORD_HASH (freshet password makes one) or OIDC_ISSUER',
  });

  const store = await createRedisStore({ ...redisAccess(config), logger });
  shutdown.add('store', () => store.close());
  const kafka = await createKafkaLog({
    ...kafkaAccess(config),
    clientId: 'freshet-dashboard',
    partitions: config.PARTITIONS,
    replicationFactor: config.REPLICATION_FACTOR,
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
    tracing,
    besides: [],
    probe: config.PROBE_URL === '' ? async () => undefined : probeAt(config.PROBE_URL),
    onFatal,
  });
  shutdown.add('dashboard', () => dashboard.close());

  const login = await openLogin({ plan, log, logger, clock: Date.now, onFatal });
  shutdown.add('login', () => login.close());
  const app = createHttpServer(logger, { stopping });
  login.attach(app);
  guardRoutes(app, openAccess);
  const { API_URL: apiUrl, INGEST_URL: ingestUrl, FRESHET_KEY: key } = config;
  await app.register(async (inside) => {
    login.require(inside);
    await dashboard.routes(inside);
    await inside.register(createForwarding({ apiUrl, ingestUrl, key, logger }));
  });
  await app.register(createDashboardPages(await bundlePages(), login));
  const operations: Operations = {
    registry,
    stopping,
    readiness() {
      const { waitingFor } = dashboard;
      return { ready: waitingFor.length === 0, waitingFor };
    },
  };
  registerOperations(app, operations, { isOpenToAll: true });
  await openOperationsPort(config, operations, { logger, shutdown });
  shutdown.add('http', () => app.close(), config.DRAIN_MS);
  await listen(app, config.HOST, config.PORT);
  logger.info({ host: config.HOST, port: config.PORT }, 'listening');
});
