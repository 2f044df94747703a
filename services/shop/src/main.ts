import { createHttpServer, createLogger, createShutdown, listen, run } from '@freshet/runtime';
import { shopConfig } from './config.ts';
import { createShop } from './shop.ts';

await run(async () => {
  const config = shopConfig(process.env);
  const logger = createLogger('shop', config.LOG_LEVEL);
  const shutdown = createShutdown(logger);
  const app = createHttpServer(logger);
  const beacon = {
    ingestUrl: new URL(config.INGEST_URL).origin,
    apiUrl: new URL(config.API_URL).origin,
  };
  const addresses = () => beacon;
  await app.register(createShop({ beacon, addresses, clock: Date.now, logger }));
  app.get('/health/live', () => ({ status: 'live' }));
  shutdown.add('http', () => app.close());
  await listen(app, config.HOST, config.PORT);
  logger.info({ host: config.HOST, port: config.PORT }, 'listening');
});
