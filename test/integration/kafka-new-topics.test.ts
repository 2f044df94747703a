import { topics } from '@freshet/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kafkaAvailable } from '../support/engines.ts';
import { type KafkaCluster, startKafka } from '../support/kafka.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';

const STARTS = 6;
const TEST_TIMEOUT_MS = 300_000;

/**
 * A controller makes a topic, and the brokers hear of it one after another: kafkajs's own wait for leaders
 * gives up as soon as the broker that it asks has not heard of one (UNKNOWN_TOPIC_OR_PARTITION).
 */
describe.skipIf(!kafkaAvailable())('new topics on three brokers (Kafka)', () => {
  let cluster: KafkaCluster;
  beforeAll(async () => {
    cluster = await startKafka({ brokers: 3 });
  });
  afterAll(() => cluster?.stop());

  it('are there when a service has started on them, each time', {
    timeout: TEST_TIMEOUT_MS,
  }, async () => {
    for (let start = 0; start < STARTS; start++) {
      const brokers = cluster.bootstrap.split(',');
      const options = { brokers, prefix: uniquePrefix(), partitions: 8, replicationFactor: 3 };
      const logs = await Promise.all([openKafkaLog(options), openKafkaLog(options)]);
      await Promise.all(logs.map((log) => log.admin.ensureTopics(Object.values(topics))));
      for (const log of logs) {
        expect(await log.admin.offsets(topics.behaviourEvents.name)).toHaveLength(8);
      }
    }
  });
});
