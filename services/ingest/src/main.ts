import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { followAccess, guardRoutes, KeyLimiter, memoryCounter } from '@freshet/access';
import { topics } from '@freshet/events';
import { describeRoutes } from '@freshet/openapi';
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
  watchDiskRoom,
} from '@freshet/runtime';
import { openUsageCounter, redisAccess } from '@freshet/store/redis';
import { guardLog, openNamespaces } from '@freshet/stream';
import { createKafkaLog, kafkaAccess } from '@freshet/stream/kafka';
import { startTracing } from '@freshet/tracing';
import { parseAckLevels } from './ack-levels.ts';
import { createAdmin } from './admin/admin.ts';
import { createIngest } from './app.ts';
import { createBeaconFiles } from './beacon/routes.ts';
import { botOptions } from './bots/settings.ts';
import { openCatalogueTable } from './catalogue-table.ts';
import { ingestConfig } from './config.ts';
import { Journal } from './journal/journal.ts';
import { messageOptions } from './messages/settings.ts';

await run(async () => {
  const config = ingestConfig(process.env);
  const logger = createLogger('ingest', config.LOG_LEVEL);
  const shutdown = createShutdown(logger);
  const { stopping } = shutdown;
  const registry = new Registry();
  const traced = { service: 'freshet-ingest', system: 'kafka', registry, logger } as const;
  const tracing = await startTracing(config, traced);
  if (tracing !== undefined) shutdown.add('traces', () => tracing.close());
  watchDiskRoom(registry, { journal: config.JOURNAL_DIR });
  const { HOST: host, KEYS_FILE: path } = config;
  const access = await followAccess({ path, host, registry, logger, clock: Date.now });
  shutdown.add('keys', async () => access.close());

  const insurance = memoryCounter();
  const counts =
    config.REDIS_URL === ''
      ? undefined
      : openUsageCounter({ ...redisAccess(config), insurance, logger });
  if (counts !== undefined) shutdown.add('counts of use', () => counts.close());
  else logger.info({}, 'without REDIS_URL limits of keys hold for this process alone');
  const counter = counts?.counter ?? insurance;
  const limiter = new KeyLimiter({ counter, registry, clock: Date.now });

  // Closes last: what the log takes while it closes is still noted.
  const journal = await Journal.open({
    dir: config.JOURNAL_DIR,
    bytesMax: config.JOURNAL_BYTES_MAX,
    logger,
  });
  shutdown.add('journal', () => journal.close());
  const kafka = await createKafkaLog({
    ...kafkaAccess(config),
    clientId: 'freshet-ingest',
    partitions: config.PARTITIONS,
    replicationFactor: config.REPLICATION_FACTOR,
    logger,
    registry,
    // The journal covers what waits; giving up would let later records of a key overtake it.
    deliveryTimeoutMs: Infinity,
  });
  shutdown.add('log', () => kafka.close());
  await kafka.admin.ensureTopics(Object.values(topics));

  const onFatal = (error: Error) => shutdown.fail(error);
  const { log, erasures } = await guardLog({ log: kafka, logger, onFatal });
  // Together, and at the end as well: after an outage each may have to wait for its group.
  const [namespaces, catalogue] = await Promise.all([
    openNamespaces({ log, logger, onFatal }),
    openCatalogueTable({ log, logger, onFatal }),
  ]);
  shutdown.add('followers', async () => {
    await Promise.all([namespaces.close(), catalogue.close()]);
  });

  const app = createHttpServer(logger, { stopping });
  guardRoutes(app, access, { limiter });
  describeRoutes(app, {
    title: 'Freshet ingest',
    description: 'Takes what visitors do and what a shop has.',
  });
  await app.register(
    createIngest({
      log,
      namespaces,
      erasures,
      // One process has a folder, and its next start has it again.
      id: `${hostname()}:${resolve(config.JOURNAL_DIR)}`,
      catalogue,
      clock: Date.now,
      registry,
      logger,
      tracing,
      latenessMs: config.LATENESS_MS,
      ackLevels: parseAckLevels(config.ACK_LEVELS),
      messages: messageOptions(config),
      ...botOptions(config),
      journal: { journal, afterMs: config.JOURNAL_AFTER_MS },
    }),
  );
  await app.register(createBeaconFiles());
  await app.register(
    createAdmin({
      log,
      namespaces,
      judging: { catalogue, latenessMs: config.LATENESS_MS },
      clock: Date.now,
    }),
  );
  const operations: Operations = {
    registry,
    stopping,
    readiness: () => ({
      ready: catalogue.isCaughtUp,
      waitingFor: catalogue.isCaughtUp ? [] : ['the catalogue table'],
    }),
  };
  registerOperations(app, operations);
  await openOperationsPort(config, operations, { logger, shutdown });
  shutdown.add('http', () => app.close(), config.DRAIN_MS);
  await listen(app, config.HOST, config.PORT);
  logger.info({ host: config.HOST, port: config.PORT }, 'listening');
});
