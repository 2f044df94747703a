import { randomUUID } from 'node:crypto';
import type { Log } from '@freshet/stream';
import { createKafkaLog, type KafkaLogOptions } from '@freshet/stream/kafka';
import { onTestFinished } from 'vitest';
import { kafkaBootstrap } from './engines.ts';
import { quietLogger } from './quiet-logger.ts';

/** A prefix that keeps one test's topics and groups from every other's. */
export const uniquePrefix = (): string => `t-${randomUUID()}.`;

/** A log on the run's Kafka, closed with the test; alone on its topics unless `prefix` is shared. */
export async function openKafkaLog(options: Partial<KafkaLogOptions> = {}): Promise<Log> {
  const log = await createKafkaLog({
    brokers: kafkaBootstrap().split(','),
    clientId: 'test',
    partitions: 4,
    replicationFactor: 1,
    prefix: uniquePrefix(),
    logger: quietLogger,
    ...options,
  });
  onTestFinished(() => log.close());
  return log;
}
