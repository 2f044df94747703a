import {
  createHttpServer,
  createLogger,
  createShutdown,
  listen,
  registerOperations,
  run,
} from '@freshet/runtime';
import { workerConfig } from './config.ts';
import { startProcessorThreads } from './processor-threads.ts';

await run(async () => {
  const config = workerConfig(process.env);
  const logger = createLogger('worker', config.LOG_LEVEL);
  const shutdown = createShutdown(logger);
  const { stopping } = shutdown;

  const threads = startProcessorThreads(config, (error) => shutdown.fail(error));

  // Live before the first assignment: joining a group may wait for a rebalance.
  let ready = false;
  const app = createHttpServer(logger, { stopping });
  registerOperations(app, {
    registry: threads,
    stopping,
    readiness: () => ({ ready, waitingFor: ready ? [] : ['the first assignment'] }),
  });
  shutdown.add('http', () => app.close());
  // Closes first: until the partitions are handed on there is something to see here.
  shutdown.add('processors', () => threads.close());
  await listen(app, config.HOST, config.PORT);

  const assigned = await threads.working;
  ready = true;
  logger.info({ assigned }, 'working');
});
