import {
  createHttpServer,
  createLogger,
  createShutdown,
  listen,
  Registry,
  registerOperations,
  run,
} from '@freshet/runtime';
import { shopConfig } from './config.ts';
import { createShop } from './shop.ts';

await run(async () => {
  const config = shopConfig(process.env);
  const { API_URL, INGEST_URL, PUBLIC_API_URL, PUBLIC_INGEST_URL, FRESHET_KEY: key } = config;
  const logger = createLogger('shop', config.LOG_LEVEL);
  const shutdown = createShutdown(logger);
  const { stopping } = shutdown;
  const app = createHttpServer(logger, { stopping });
  const addresses = { ingestUrl: originOf(INGEST_URL), apiUrl: originOf(API_URL) };
  const beacon = {
    ingestUrl: originOf(PUBLIC_INGEST_URL || INGEST_URL),
    apiUrl: originOf(PUBLIC_API_URL || API_URL),
    key: config.PUBLIC_KEY,
  };
  await app.register(
    createShop({ beacon, addresses: () => addresses, key, clock: Date.now, logger }),
  );
  // While intake or API are away it says so on its pages.
  const readiness = () => ({ ready: true, waitingFor: [] });
  registerOperations(app, { registry: new Registry(), stopping, readiness });
  shutdown.add('http', () => app.close(), config.DRAIN_MS);
  await listen(app, config.HOST, config.PORT);
  logger.info({ host: config.HOST, port: config.PORT }, 'listening');
});

function originOf(url: string): string {
  return new URL(url).origin;
}
