import kafkajs, { type Admin, type KafkaJSAggregateError, type Producer } from 'kafkajs';
import { settingsOf } from '../../admin/topic-retention.ts';
import { denied, isDenied } from './denial.ts';

const { ConfigResourceTypes } = kafkajs;
/** No broker knows of such acknowledgements, and refuses what asks for them once it may be written. */
const ACKS_OF_NOTHING = 2;

/** What is tried of one topic, by the operation of Kafka's ACLs; nothing of it changes anything. */
export const topicProbes: Readonly<
  Record<string, (of: { admin: Admin; producer: Producer }, topic: string) => Promise<unknown>>
> = {
  DescribeConfigs: ({ admin }, topic) => settingsOf(admin, topic),
  AlterConfigs: ({ admin }, topic) =>
    admin.alterConfigs({
      validateOnly: true,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries: [] }],
    }),
  Write: ({ producer }, topic) =>
    producer.send({ topic, acks: ACKS_OF_NOTHING, messages: [{ value: null, partition: 0 }] }),
  /** Up to where it begins, so that no record goes. */
  Delete: async ({ admin }, topic) => {
    const { low } = (await admin.fetchTopicOffsets(topic)).find((one) => one.partition === 0)!;
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: low }] });
  },
};

/** Those that the user may not make, whether they are there or not. */
export async function notCreatable(admin: Admin, topics: readonly string[]): Promise<string[]> {
  try {
    await admin.createTopics({
      validateOnly: true,
      waitForLeaders: false,
      topics: topics.map((topic) => ({ topic })),
    });
  } catch (error) {
    const { errors = [] } = error as Partial<KafkaJSAggregateError>;
    return (errors as { topic?: string }[]).flatMap((one) => (isDenied(one) && one.topic) || []);
  }
  return [];
}

/** Those that are not shown to the user: that no other right on them is there follows from it. */
export async function hiddenOf(admin: Admin, topics: readonly string[]): Promise<string[]> {
  const areHidden = await Promise.all(
    topics.map((topic) => denied(admin.fetchTopicMetadata({ topics: [topic] }))),
  );
  return topics.filter((_, i) => areHidden[i]);
}
