import { inspectRedis } from '@freshet/store/redis';
import { inspectKafka } from '@freshet/stream/kafka';
import type { Inspectors } from './deployment-checks.ts';

/** Looks at Kafka and Redis. */
export const engineInspectors: Inspectors = { log: inspectKafka, store: inspectRedis };
