import { randomUUID } from 'node:crypto';
import type { Log } from '@freshet/stream';
import { createKafkaLog, type KafkaLogOptions } from '@freshet/stream/kafka';
import { Kafka, logLevel } from 'kafkajs';
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

/** Removes what lies before `offset`, as retention would. `topic`: its name on the brokers. */
export async function deleteBefore(
  topic: string,
  partition: number,
  offset: number,
): Promise<void> {
  const kafka = new Kafka({ brokers: kafkaBootstrap().split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  onTestFinished(() => admin.disconnect());
  await admin.connect();
  // Also loads the topic's metadata, which deleteTopicRecords takes for granted.
  await admin.fetchTopicOffsets(topic);
  await admin.deleteTopicRecords({
    topic,
    partitions: [{ partition, offset: String(offset) }],
  });
}
