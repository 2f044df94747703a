import { inspectRedis, redisAccess } from '@freshet/store/redis';
import { inspectKafka, kafkaAccess } from '@freshet/stream/kafka';
import type { Inspectors } from './deployment-checks.ts';

/** Looks at Kafka and Redis. */
export const engineInspectors: Inspectors = {
  log: async (config, logger) => inspectKafka({ ...kafkaAccess(config), logger }),
  store: async (config) => inspectRedis(redisAccess(config)),
};
