/**
 * A worker on Kafka and Redis that strikes itself at failpoints, for tests that need a crash or a
 * stop between two given steps of a batch. Says `working` once it has partitions, and what struck it.
 */
import { topics } from '@freshet/events';
import { deployments } from '@freshet/recommend';
import { createLogger, Registry } from '@freshet/runtime';
import { createRedisStore } from '@freshet/store/redis';
import { openNamespaces } from '@freshet/stream';
import { createKafkaLog } from '@freshet/stream/kafka';
import { startWorker } from '@freshet/worker';
import { Failpoints, parseStrikes } from './failpoints.ts';

/** So few that state has to be read again. */
const CACHE_KEYS_MAX = 8;

const [brokers = '', prefix = '', url = '', partitions = '', sessionTimeoutMs = '', strikes] =
  process.argv.slice(2);
const logger = createLogger('failpoint-worker', 'warn');
const failpoints = new Failpoints(strikes ? parseStrikes(strikes) : []);
const store = await createRedisStore({ url, logger });
const log = await createKafkaLog({
  brokers: brokers.split(','),
  clientId: 'failpoint-worker',
  partitions: Number(partitions),
  replicationFactor: 1,
  prefix,
  logger,
  sessionTimeoutMs: Number(sessionTimeoutMs),
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
  registry: new Registry(),
  logger,
  clock: Date.now,
  cacheKeysMax: CACHE_KEYS_MAX,
  onFatal,
});
console.log('working');
