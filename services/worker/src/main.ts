import { topics } from '@freshet/events';
import { deployments } from '@freshet/recommend';
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
import { createKafkaLog } from '@freshet/stream/kafka';
import { startWorker } from './app.ts';
import { workerConfig } from './config.ts';

await run(async () => {
  const config = workerConfig(process.env);
  const logger = createLogger('worker', config.LOG_LEVEL);
  const shutdown = createShutdown(logger);
  const registry = new Registry();

  const store = await createRedisStore({ url: config.REDIS_URL, logger });
  shutdown.add('store', () => store.close());
  const log = await createKafkaLog({
    brokers: config.KAFKA_BROKERS.split(','),
    clientId: 'freshet-worker',
    partitions: config.PARTITIONS,
    replicationFactor: config.REPLICATION_FACTOR,
    prefix: config.KAFKA_PREFIX,
    logger,
  });
  shutdown.add('log', () => log.close());
  await log.admin.ensureTopics(Object.values(topics));

  // Live before the first assignment: joining a group may wait for a rebalance.
  let ready = false;
  const app = createHttpServer(logger);
  registerOperations(app, {
    registry,
    readiness: () => ({ ready, waitingFor: ready ? [] : ['the first assignment'] }),
  });
  shutdown.add('http', () => app.close());
  await listen(app, config.HOST, config.PORT);

  const worker = await startWorker({
    log,
    store,
    deployment: deployments[config.DEPLOYMENT],
    registry,
    logger,
    clock: Date.now,
    cacheKeysMax: config.CACHE_KEYS_MAX,
    onFatal: (error) => shutdown.fail(error),
  });
  shutdown.add('worker', () => worker.close());
  ready = true;
  logger.info({ assigned: worker.assigned }, 'working');
});
