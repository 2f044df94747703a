import type { Logger, Registry } from '@freshet/runtime';
import type { Consumer, Follower, Log } from '../log.ts';
import { KafkaAdmin } from './admin/admin.ts';
import { AdminConnection } from './admin/admin-connection.ts';
import { DeclaredTopics } from './admin/declared-topics.ts';
import { connectionTo, firstContact } from './connection.ts';
import { GroupConsumer } from './consumer/group-consumer.ts';
import { follow } from './follower.ts';
import { prefixedNames } from './names.ts';
import { produceThrough } from './publisher/produce.ts';
import { KafkaPublisher } from './publisher/publisher.ts';
import { explicitPartitioner, Transactions } from './publisher/transactions.ts';
import { readRange } from './range.ts';
import type { KafkaSecurity } from './security.ts';

export interface KafkaLogOptions {
  /** `host:port` of at least one broker. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** TLS and who this is, as `kafkaAccess` reads it from settings; default: neither. */
  readonly security?: KafkaSecurity;
  /** Partitions of keyed topics. */
  readonly partitions: number;
  /** Copies of each partition of the topics created here. */
  readonly replicationFactor: number;
  /** Before every topic and group name, where a cluster is shared; default none. */
  readonly prefix?: string;
  readonly logger: Logger;
  /** Where the publisher's figures are registered. */
  readonly registry?: Registry;
  /** Without a heartbeat for so long a group gives a member up, in ms; default 10 s. */
  readonly sessionTimeoutMs?: number;
  /** Bytes the publisher takes before PUBLISHER_FULL; default 64 MiB. */
  readonly bufferBytesMax?: number;
  /** How long the publisher tries a record before LOG_UNREACHABLE, in ms; default 30 s. */
  readonly deliveryTimeoutMs?: number;
}

/**
 * A member that lost its coordinator comes back as another one, and the group waits for the first one's
 * session to end: so long nobody reads. kafkajs's own 30 s is too long for that.
 */
const SESSION_TIMEOUT_MS = 10_000;

/**
 * The log on Apache Kafka 4.x through kafkajs.
 * @throws FreshetError LOG_UNREACHABLE within seconds when no broker answers.
 */
export async function createKafkaLog(options: KafkaLogOptions): Promise<Log> {
  const { brokers, replicationFactor, prefix = '', logger } = options;
  const kafka = connectionTo(options);
  const adminConnection = new AdminConnection(kafka, brokers);
  const producer = kafka.producer({
    allowAutoTopicCreation: false,
    createPartitioner: explicitPartitioner,
    retry: { retries: 0 },
  });
  await firstContact(brokers, Promise.all([adminConnection.connect(), producer.connect()]));

  const names = prefixedNames(prefix);
  const declared = new DeclaredTopics(options.partitions);
  const partitions = (topic: string): number => declared.partitions(topic);
  const admin = new KafkaAdmin({
    connection: adminConnection,
    brokers,
    names,
    declared,
    replicationFactor,
  });
  const publisher = new KafkaPublisher({
    ...options,
    produce: produceThrough(producer),
    transactions: new Transactions({
      kafka,
      brokers,
      logger,
      transactionalId: names.transaction(options.clientId),
    }),
    partitions,
    topicName: names.topic,
  });
  const readers = new Set<Consumer | Follower>();
  const reading = (topic: string) => ({
    kafka: connectionTo(options),
    brokers,
    topic: names.topic(topic),
    partitions: partitions(topic),
    admin,
    logger,
    sessionTimeoutMs: options.sessionTimeoutMs ?? SESSION_TIMEOUT_MS,
  });
  return {
    publisher,
    admin,
    async consume(subscription) {
      const consumer = await GroupConsumer.join({
        ...reading(subscription.topic),
        subscription,
        group: names.group(subscription.group),
      });
      readers.add(consumer);
      return consumer;
    },
    async follow(following) {
      const follower = await follow({
        ...reading(following.topic),
        following,
        adminConnection,
        groupName: names.group,
      });
      readers.add(follower);
      return follower;
    },
    async read(range) {
      await readRange({
        ...reading(range.topic),
        range,
        adminConnection,
        groupName: names.group,
      });
    },
    async close() {
      await Promise.all([...readers].map((reader) => reader.close()));
      await publisher.close();
      await Promise.all([producer.disconnect(), adminConnection.close()]);
    },
  };
}
