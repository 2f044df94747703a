import type { Consumer, Kafka } from 'kafkajs';
import { throwawayConsumer } from '../throwaway-consumer.ts';
import { denied, isDenied } from './denial.ts';

/** How long a fetch may wait, in ms: the first may be sent before the pause, and its end is waited for. */
const FETCH_MS = 100;

export interface ReaderRights {
  /** Whether the user may join groups; where not, nothing is known of the topics. */
  readonly joins: boolean;
  /** Topics that it may not read. */
  readonly unreadable: readonly string[];
}

/**
 * Joins the group and commits a place in each topic, which takes the right to read it: kafkajs does not
 * say which topic of a fetch was refused. The group is one that nobody else has, to be deleted.
 */
export async function readerRights(
  kafka: Kafka,
  group: string,
  topics: readonly string[],
): Promise<ReaderRights> {
  const [first] = topics;
  if (first === undefined) return { joins: true, unreadable: [] };
  const consumer = throwawayConsumer(kafka, group, FETCH_MS);
  try {
    await consumer.connect();
    await consumer.subscribe({ topic: first });
    await join(consumer, first);
    const unreadable: string[] = [];
    for (const topic of topics) {
      const place = consumer.commitOffsets([{ topic, partition: 0, offset: '0' }]);
      if (await denied(place)) unreadable.push(topic);
    }
    return { joins: true, unreadable };
  } catch (error) {
    if (isDenied(error)) return { joins: false, unreadable: [] };
    throw error;
  } finally {
    await consumer.disconnect();
  }
}

/** Without a record being fetched, which a topic that may not be read would end. */
async function join(consumer: Consumer, topic: string): Promise<void> {
  const crash = new Promise<never>((_, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
  });
  crash.catch(() => undefined);
  const joined = new Promise<void>((resolve) => {
    consumer.on(consumer.events.GROUP_JOIN, () => resolve());
  });
  const running = consumer.run({ autoCommit: false, eachBatch: async () => undefined });
  consumer.pause([{ topic }]);
  await Promise.race([Promise.all([joined, running]), crash]);
}
