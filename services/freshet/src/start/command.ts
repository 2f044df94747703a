import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { followAccess, guardRoutes, KeyLimiter, KEYS_NAME, memoryCounter } from '@freshet/access';
import { openApi } from '@freshet/api';
import { topics } from '@freshet/events';
import {
  botOptions,
  createAdmin,
  createBeaconFiles,
  createIngest,
  messageOptions,
  openCatalogueTable,
  parseAckLevels,
} from '@freshet/ingest';
import {
  bundlePages,
  createDashboardPages,
  openDashboard,
  openLogin,
  planLogin,
} from '@freshet/dashboard';
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
  requireGuard,
  watchDiskRoom,
} from '@freshet/runtime';
import { type RunningProbe, startProbe } from '@freshet/probe';
import {
  createEmbeddedStore,
  createSnapshots,
  openEnvironment,
  oweRewrite,
  rewriteIfOwed,
} from '@freshet/store/embedded';
import { createShop } from '@freshet/shop';
import { planSink, startSink } from '@freshet/sink';
import { guardLog, openNamespaces, openSigningKey } from '@freshet/stream';
import { createEmbeddedLog, startForgetting } from '@freshet/stream/embedded';
import { startTracing } from '@freshet/tracing';
import { samplingOf, startWorker } from '@freshet/worker';
import { createBackups } from './backup/backups.ts';
import { createBackupAdmin } from './backup/routes.ts';
import { startConfig } from './config.ts';
import { urlOf } from './own-url.ts';

/** `freshet start`: ingest, worker, API and dashboard in this process, on the embedded engine, on one port. */
export async function startCommand(): Promise<void> {
  const config = startConfig(process.env);
  const logger = createLogger('freshet', config.LOG_LEVEL);
  const shutdown = createShutdown(logger);
  const { stopping } = shutdown;
  const onFatal = (error: Error) => shutdown.fail(error);
  const registry = new Registry();
  const traced = { service: 'freshet', system: 'freshet', registry, logger } as const;
  const tracing = await startTracing(config, traced);
  if (tracing !== undefined) shutdown.add('traces', () => tracing.close());
  watchDiskRoom(registry, { data: config.DATA_DIR });
  const deployment = deploymentOf(config.DEPLOYMENT, { secondHop: config.SECOND_HOP });
  const clock = Date.now;
  const plan = planSink(config, clock);
  const loginPlan = planLogin(config);
  requireGuard(config.HOST, {
    of: 'The back office',
    isThere: loginPlan !== undefined,
    remedy: 'Set DASHBOARD_PASSWORD_HASH (freshet password makes one) or OIDC_ISSUER',
  });

  const keysPath = config.KEYS_FILE || join(config.DATA_DIR, KEYS_NAME);
  const access = await followAccess({
    path: keysPath,
    host: config.HOST,
    registry,
    logger,
    clock,
  });
  shutdown.add('keys', async () => access.close());
  if (await rewriteIfOwed(config.DATA_DIR))
    logger.info({}, 'data was written anew, without what was erased');
  const environment = openEnvironment(config.DATA_DIR);
  shutdown.add('environment', () => environment.close());
  const settings = { PARTITIONS: String(config.PARTITIONS), DEPLOYMENT: config.DEPLOYMENT };
  const snapshots = createSnapshots(environment);
  const backups = createBackups({
    snapshots,
    settings,
    beside: { [KEYS_NAME]: keysPath },
    clock,
    logger,
  });
  shutdown.add('back-up', () => backups.close());
  const embedded = createEmbeddedLog({ environment, partitions: config.PARTITIONS, logger });
  shutdown.add('log', () => embedded.close());
  const store = createEmbeddedStore(environment);
  shutdown.add('store', () => store.close());
  await embedded.admin.ensureTopics(Object.values(topics));
  const { log, erasures } = await guardLog({ log: embedded, logger, onFatal });

  const namespaces = await openNamespaces({ log, logger, onFatal });
  shutdown.add('namespaces', () => namespaces.close());
  const catalogue = await openCatalogueTable({ log, logger, onFatal });
  shutdown.add('catalogue', () => catalogue.close());
  const { CACHE_KEYS_MAX: cacheKeysMax, LATENESS_MS: latenessMs } = config;
  const signer = await openSigningKey(log);
  const engines = { log, store, deployment, signer, namespaces, clock };
  const common = { ...engines, registry, logger, tracing, onFatal };
  const api = await openApi({
    ...common,
    erasures,
    partitions: config.PARTITIONS,
    explorationShare: config.EXPLORATION_SHARE,
    itemsMax: config.TABLE_ITEMS_MAX,
    visitorsMin: config.ITEM_VISITORS_MIN,
  });
  shutdown.add('API', () => api.close());
  const worker = await startWorker({ ...common, cacheKeysMax, sampling: samplingOf(config) });
  shutdown.add('worker', () => worker.close());

  if (plan !== undefined) {
    // Nothing waits for a sink that has ended; its log line says why, and a new start goes on there.
    const ended = (err: Error) => logger.error({ err, group: plan.group }, 'the sink has ended');
    const sink = await startSink({ ...common, plan, onFatal: ended });
    shutdown.add('sink', () => sink.close());
  }

  const besides = ['ingest', 'worker'] as const;
  let probe: RunningProbe | undefined;
  const dashboard = await openDashboard({
    ...common,
    besides,
    probe: async () => probe?.standing(),
  });
  shutdown.add('dashboard', () => dashboard.close());

  const login = await openLogin({ plan: loginPlan, log, logger, clock, onFatal });
  shutdown.add('login', () => login.close());
  // Once every group has joined: what one of them has yet to read is not taken away.
  const replacing = () => oweRewrite(environment);
  const stopForgetting = startForgetting({ log: embedded, erasures, logger, replacing });
  shutdown.add('forgetting', stopForgetting);

  const app = createHttpServer(logger, { stopping });
  login.attach(app);
  const limiter = new KeyLimiter({ counter: memoryCounter(), registry, clock });
  guardRoutes(app, access, { hasLogin: loginPlan !== undefined, limiter });
  describeRoutes(app, {
    title: 'Freshet',
    description: 'Takes what visitors do, and answers what they may want next.',
  });
  const ackLevels = parseAckLevels(config.ACK_LEVELS);
  const messages = messageOptions(config);
  const intake = { erasures, id: 'freshet start', catalogue, ...botOptions(config) };
  await app.register(createIngest({ ...common, ...intake, latenessMs, ackLevels, messages }));
  await app.register(createBeaconFiles());
  await app.register(createAdmin({ log, namespaces, judging: { catalogue, latenessMs }, clock }));
  await app.register(createBackupAdmin(backups));
  await app.register((inside) => api.routes(inside));
  await app.register(async (inside) => {
    login.require(inside);
    await dashboard.routes(inside);
  });
  await app.register(createDashboardPages(await bundlePages(), login));
  const operations: Operations = {
    registry,
    stopping,
    readiness() {
      const waitingFor = [...api.waitingFor, ...dashboard.waitingFor];
      if (!catalogue.isCaughtUp) waitingFor.push('the catalogue of ingest');
      return { ready: waitingFor.length === 0, waitingFor };
    },
  };
  registerOperations(app, operations);
  await openOperationsPort(config, operations, { logger, shutdown });
  const ownUrl = () => urlOf(app.server.address() as AddressInfo);
  await app.register(
    createShop({
      beacon: { ingestUrl: '', apiUrl: '', key: config.PUBLIC_KEY },
      addresses: () => ({ ingestUrl: ownUrl(), apiUrl: ownUrl() }),
      key: config.FRESHET_KEY,
      clock,
      logger,
    }),
  );
  shutdown.add('http', () => app.close());
  await listen(app, config.HOST, config.PORT);
  await Promise.all([catalogue.caughtUp, api.caughtUp, dashboard.caughtUp]);
  if (config.PROBE) {
    const urls = { ingestUrl: ownUrl(), apiUrl: ownUrl() };
    const { PROBE_KEY: key } = config;
    const started = startProbe({ ...urls, key, name: 'probe-freshet-start', registry, logger });
    shutdown.add('probe', () => started.close());
    probe = started;
  }
  const who = access.isOpen ? '; open to all on this machine, since there are no keys' : '';
  process.stdout.write(`Freshet is running at http://${config.HOST}:${config.PORT}/${who}\n`);
}
