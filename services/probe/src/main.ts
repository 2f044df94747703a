import { hostname } from 'node:os';
import {
  createHttpServer,
  createLogger,
  createShutdown,
  listen,
  Registry,
  registerOperations,
  run,
} from '@freshet/runtime';
import { startProbe } from './app.ts';
import { probeConfig } from './config.ts';

await run(async () => {
  const config = probeConfig(process.env);
  const logger = createLogger('probe', config.LOG_LEVEL);
  const shutdown = createShutdown(logger);
  const registry = new Registry();
  const { stopping } = shutdown;
  const app = createHttpServer(logger, { stopping });
  // What it finds out is in its metrics: a pipeline in trouble is no reason to restart the probe.
  const readiness = () => ({ ready: true, waitingFor: [] });
  registerOperations(app, { registry, readiness, stopping });
  const { INGEST_URL: ingestUrl, API_URL: apiUrl, PROBE_KEY: key } = config;
  const urls = { ingestUrl: new URL(ingestUrl).origin, apiUrl: new URL(apiUrl).origin };
  const probe = startProbe({ ...urls, key, name: `probe-${hostname()}`, registry, logger });
  shutdown.add('probe', () => probe.close());
  // For the back office; it says nothing of anybody.
  app.get('/v1/probe', () => probe.standing());
  shutdown.add('http', () => app.close());
  await listen(app, config.HOST, config.PORT);
  logger.info(urls, 'probing');
});
