import type { Topic } from '@freshet/events';
import kafkajs from 'kafkajs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable, kafkaBootstrap } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';

const topic: Topic = { name: 'visits', kind: 'intake', partitions: 1, cleanup: 'delete' };
/** The least that brokers accept. */
const SEGMENT_BYTES = 1_048_576;

describe.skipIf(!kafkaAvailable())('retention (Kafka)', () => {
  it('by size leaves every other setting of the topic as it was', async () => {
    const prefix = uniquePrefix();
    const admin = await openAdmin();
    const others = { 'segment.bytes': String(SEGMENT_BYTES), 'max.message.bytes': '999999' };
    const configEntries = Object.entries(others).map(([name, value]) => ({ name, value }));
    // Not for leaders: kafkajs gives up on a broker that does not know the topic yet, ours does not.
    const topics = [{ topic: prefix + topic.name, configEntries }];
    await admin.createTopics({ waitForLeaders: false, topics });
    const log = await openKafkaLog({ prefix });
    await log.admin.ensureTopics([topic]);
    await log.admin.setRetention(topic.name, { ms: 3_600_000, bytes: 2 * SEGMENT_BYTES });
    expect(await settingsOf(admin, prefix + topic.name)).toEqual({
      ...others,
      'retention.ms': '3600000',
      'segment.ms': '3600000',
      'retention.bytes': String(2 * SEGMENT_BYTES),
    });
    const value = Buffer.alloc(500_000, 'x');
    for (let i = 0; i < 12; i++) await log.publisher.publish(topic.name, [{ value }]);
    await eventually('the oldest segments are gone', async () => {
      const [offsets] = await log.admin.offsets(topic.name);
      expect(offsets!.start).toBeGreaterThan(0);
      // Never more than lies outside of the bound.
      expect((12 - offsets!.start) * value.length).toBeGreaterThanOrEqual(2 * SEGMENT_BYTES);
    });
  });
});

async function openAdmin() {
  const admin = new kafkajs.Kafka({
    brokers: [kafkaBootstrap()],
    logLevel: kafkajs.logLevel.NOTHING,
  }).admin();
  await admin.connect();
  onTestFinished(() => admin.disconnect());
  return admin;
}

/** The topic's own settings, without what the brokers decide. */
async function settingsOf(admin: Awaited<ReturnType<typeof openAdmin>>, name: string) {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name }],
  });
  const own = resources[0]!.configEntries.filter(
    ({ configSource }) => configSource === kafkajs.ConfigSource.TOPIC_CONFIG,
  );
  return Object.fromEntries(own.map(({ configName, configValue }) => [configName, configValue]));
}
