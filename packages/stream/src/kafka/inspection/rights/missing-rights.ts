import type { Kafka } from 'kafkajs';
import type { MissingRight } from '../../../inspection.ts';
import type { AdminConnection } from '../../admin/admin-connection.ts';
import type { Names } from '../../names.ts';
import { throwawayGroup } from '../../throwaway-group.ts';
import { denied } from './denial.ts';
import { readerRights } from './reader-rights.ts';
import { hiddenOf, notCreatable, topicProbes } from './topic-rights.ts';

/** Each of these takes in the right to see the topic, so of what is not shown none is there. */
const IMPLY_DESCRIBE = ['Read', 'Write', 'Delete'];

/**
 * What the user may not do, found by trying: without rights of its own a user is not told its rights, and
 * kafkajs does not ask for what brokers tell along with other answers (KIP-430).
 */
export async function missingRights(
  kafka: Kafka,
  connection: AdminConnection,
  names: Names,
  topics: readonly string[],
): Promise<MissingRight[]> {
  const all = topics.map((topic) => names.topic(topic));
  const listed = new Set(await connection.use((admin) => admin.listTopics()));
  const unlisted = all.filter((topic) => !listed.has(topic));
  const visible = all.filter((topic) => listed.has(topic));
  const [uncreatable, hidden, ofTopics, ofGroups, ofTransactions] = await Promise.all([
    connection.use((admin) => notCreatable(admin, all)),
    connection.use((admin) => hiddenOf(admin, unlisted)),
    topicRights(kafka, connection, visible),
    groupRights(kafka, connection, names.group(throwawayGroup('doctor')), visible),
    transactionRights(kafka, names.transaction('doctor')),
  ]);
  return [
    ...onTopics('Create', uncreatable),
    ...IMPLY_DESCRIBE.flatMap((operation) => onTopics(operation, hidden)),
    ...ofTopics,
    ...ofGroups,
    ...ofTransactions,
  ];
}

const onTopics = (operation: string, names: readonly string[]): MissingRight[] =>
  names.length === 0 ? [] : [{ resource: 'topic', operation, names }];

async function topicRights(
  kafka: Kafka,
  connection: AdminConnection,
  topics: readonly string[],
): Promise<MissingRight[]> {
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  try {
    return await connection.use(async (admin) => {
      const missing = Object.entries(topicProbes).map(async ([operation, probe]) => {
        const refused = await Promise.all(
          topics.map((topic) => denied(probe({ admin, producer }, topic))),
        );
        return onTopics(
          operation,
          topics.filter((_, i) => refused[i]),
        );
      });
      return (await Promise.all(missing)).flat();
    });
  } finally {
    await producer.disconnect();
  }
}

async function groupRights(
  kafka: Kafka,
  connection: AdminConnection,
  group: string,
  topics: readonly string[],
): Promise<MissingRight[]> {
  const { joins, unreadable } = await readerRights(kafka, group, topics);
  const undeletable = await connection.use((admin) => denied(admin.deleteGroups([group])));
  return [
    ...onTopics('Read', unreadable),
    ...(joins ? [] : [{ resource: 'group', operation: 'Read' } as const]),
    ...(undeletable ? [{ resource: 'group', operation: 'Delete' } as const] : []),
  ];
}

/** A transaction that nothing is written in; brokers forget its id in a week, as those of services. */
async function transactionRights(kafka: Kafka, transactionalId: string): Promise<MissingRight[]> {
  const producer = kafka.producer({ transactionalId, maxInFlightRequests: 1 });
  await producer.connect();
  try {
    const refused = await denied(producer.transaction());
    return refused ? [{ resource: 'transactional-id', operation: 'Write' }] : [];
  } finally {
    await producer.disconnect();
  }
}
