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

  const threads = startProcessorThreads(config, (error) => shutdown.fail(error));
  shutdown.add('processors', () => threads.close());

  // Live before the first assignment: joining a group may wait for a rebalance.
  let ready = false;
  const app = createHttpServer(logger);
  registerOperations(app, {
    registry: threads,
    readiness: () => ({ ready, waitingFor: ready ? [] : ['the first assignment'] }),
  });
  shutdown.add('http', () => app.close());
  await listen(app, config.HOST, config.PORT);

  const assigned = await threads.working;
  ready = true;
  logger.info({ assigned }, 'working');
});
