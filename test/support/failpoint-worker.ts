/**
 * A worker on Kafka and Redis that strikes itself at failpoints, for tests that need a crash or a
 * stop between two given steps of a batch. STRIKES says where from the start on, `POST /strikes` while
 * it runs. Says `working` once it has partitions, and what struck it.
 */
import { topics } from '@freshet/events';
import { deployments } from '@freshet/recommend';
import {
  Registry,
  createHttpServer,
  createLogger,
  kafkaSettings,
  listen,
  readConfig,
  redisSettings,
  registerOperations,
  settings,
  str,
} from '@freshet/runtime';
import { createRedisStore, redisAccess } from '@freshet/store/redis';
import { openNamespaces, openSigningKey } from '@freshet/stream';
import { createKafkaLog, kafkaAccess } from '@freshet/stream/kafka';
import { startWorker } from '@freshet/worker';
import { Failpoints, parseStrikes } from './failpoints.ts';

/** So few that state has to be read again. */
const CACHE_KEYS_MAX = 8;

const config = readConfig(process.env, {
  HOST: settings.HOST,
  PORT: settings.port(8083),
  ...kafkaSettings,
  ...redisSettings,
  PARTITIONS: settings.PARTITIONS,
  REPLICATION_FACTOR: settings.REPLICATION_FACTOR,
  GROUP_SESSION_TIMEOUT_MS: settings.GROUP_SESSION_TIMEOUT_MS,
  LOG_LEVEL: settings.LOG_LEVEL,
  STRIKES: str({ default: '', desc: 'Where it strikes itself.' }),
});
const logger = createLogger('failpoint-worker', config.LOG_LEVEL);
const failpoints = new Failpoints(config.STRIKES === '' ? [] : parseStrikes(config.STRIKES));
const registry = new Registry();

let ready = false;
const app = createHttpServer(logger);
// It is struck, never told to end.
const { signal: stopping } = new AbortController();
registerOperations(app, { registry, stopping, readiness: () => ({ ready, waitingFor: [] }) });
app.post<{ Body: { strikes: string } }>(
  '/strikes',
  {
    // Only now: whoever asked gets an answer before the process is struck.
    onResponse: async ({ body }) => {
      for (const strike of parseStrikes(body.strikes)) failpoints.arm(strike);
    },
  },
  () => ({}),
);
await listen(app, config.HOST, config.PORT);

const store = await createRedisStore({ ...redisAccess(config), logger });
const log = await createKafkaLog({
  ...kafkaAccess(config),
  clientId: 'failpoint-worker',
  partitions: config.PARTITIONS,
  replicationFactor: config.REPLICATION_FACTOR,
  logger,
  sessionTimeoutMs: config.GROUP_SESSION_TIMEOUT_MS,
});
await log.admin.ensureTopics(Object.values(topics));
function onFatal(error: Error): never {
  console.log(`fatal ${error.message}`);
  process.exit(1);
}
await startWorker({
  log: failpoints.inLog(log),
  store: failpoints.inStore(store),
  namespaces: await openNamespaces({ log, logger, onFatal }),
  deployment: deployments.shop,
  signer: await openSigningKey(log),
  registry,
  logger,
  clock: Date.now,
  cacheKeysMax: CACHE_KEYS_MAX,
  onFatal,
});
ready = true;
console.log('working');
