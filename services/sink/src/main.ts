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
import { guardLog, openNamespaces } from '@freshet/stream';
import { createKafkaLog, kafkaAccess } from '@freshet/stream/kafka';
import { startTracing } from '@freshet/tracing';
import { startSink } from './app.ts';
import { sinkConfig } from './config.ts';
import { noSink, planSink } from './plan.ts';

await run(async () => {
  const config = sinkConfig(process.env);
  const plan = planSink(config, Date.now);
  if (plan === undefined) throw noSink();
  const logger = createLogger('sink', config.LOG_LEVEL);
  const shutdown = createShutdown(logger);
  const { stopping } = shutdown;
  const registry = new Registry();
  const traced = { service: 'freshet-sink', system: 'kafka', registry, logger } as const;
  const tracing = await startTracing(config, traced);
  if (tracing !== undefined) shutdown.add('traces', () => tracing.close());

  const kafka = await createKafkaLog({
    ...kafkaAccess(config),
    clientId: 'freshet-sink',
    partitions: config.PARTITIONS,
    replicationFactor: config.REPLICATION_FACTOR,
    logger,
  });
  shutdown.add('log', () => kafka.close());
  await kafka.admin.ensureTopics([
    topics.behaviourEvents,
    topics.deadLetters,
    topics.deploymentNamespaces,
  ]);

  const onFatal = (error: Error) => shutdown.fail(error);
  const { log } = await guardLog({ log: kafka, logger, onFatal });
  const namespaces = await openNamespaces({ log, logger, onFatal });
  shutdown.add('namespaces', () => namespaces.close());

  // Live before the first assignment. A destination that is away leaves it ready: a restart would not
  // bring it back.
  let ready = false;
  const app = createHttpServer(logger, { stopping });
  registerOperations(app, {
    registry,
    stopping,
    readiness: () => ({ ready, waitingFor: ready ? [] : ['the first assignment'] }),
  });
  shutdown.add('http', () => app.close());
  await listen(app, config.HOST, config.PORT);

  const sink = await startSink({
    plan,
    log,
    namespaces,
    registry,
    logger,
    clock: Date.now,
    tracing,
    onFatal,
  });
  shutdown.add('sink', () => sink.close());
  ready = true;
  logger.info({ group: plan.group }, 'forwarding');
});
