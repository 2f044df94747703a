import { type Topic, topics } from '@freshet/events';
import { createKafkaLog } from '@freshet/stream/kafka';
import kafkajs from 'kafkajs';
import { freePorts } from './free-port.ts';
import { quietLogger } from './quiet-logger.ts';

/** Partitions of keyed topics of a deployment whose topics are made here. */
export const PARTITIONS = 4;

/** Every topic that services make, but for these. */
export const allBut = (...others: readonly Topic[]): Topic[] =>
  Object.values<Topic>(topics).filter((topic) => !others.includes(topic));

/** A deployment's log, and what else it takes to spoil it; close it. */
export async function connectTopics(bootstrap: string, prefix: string, replicationFactor: number) {
  const brokers = bootstrap.split(',');
  const log = await createKafkaLog({
    brokers,
    clientId: 'test',
    partitions: PARTITIONS,
    replicationFactor,
    prefix,
    logger: quietLogger,
  });
  const kafka = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  return { log, kafka, admin, close: () => Promise.all([log.close(), admin.disconnect()]) };
}

/** Settings for the doctor. Redis is away: what is looked at in Kafka does not depend on it. */
export async function doctorSettings(bootstrap: string, prefix: string) {
  const [redis] = await freePorts(1);
  return {
    KAFKA_BROKERS: bootstrap,
    KAFKA_PREFIX: prefix,
    PARTITIONS: String(PARTITIONS),
    REDIS_URL: `redis://127.0.0.1:${redis}`,
    JOURNAL_DIR: '/tmp',
  };
}
