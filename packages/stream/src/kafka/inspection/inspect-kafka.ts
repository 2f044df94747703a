import type { Topic } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { Admin } from 'kafkajs';
import type {
  GroupStanding,
  InspectedPartition,
  InspectedTopic,
  LogInspection,
} from '../../inspection.ts';
import { withDeadline } from '../../deadline.ts';
import { AdminConnection } from '../admin/admin-connection.ts';
import { settingsOf } from '../admin/topic-retention.ts';
import { neededSettings } from '../admin/topic-settings.ts';
import { connectionTo, firstContact } from '../connection.ts';
import { kafkajsLog } from '../kafkajs-log.ts';
import { prefixedNames } from '../names.ts';
import type { KafkaSecurity } from '../security.ts';
import { throwawayGroup } from '../throwaway-group.ts';
import { OverheardVersions } from './api-versions.ts';
import { newestRecords, type PartitionRange } from './newest-records.ts';
import { missingRights } from './rights/missing-rights.ts';

export interface InspectKafkaOptions {
  /** `host:port` of at least one broker. */
  readonly brokers: readonly string[];
  readonly prefix: string;
  readonly security?: KafkaSecurity;
  readonly logger: Logger;
}

/** How long the newest records may take, in ms. */
const NEWEST_MS_MAX = 20_000;

/**
 * Looks at a log on Kafka. Of all it does, this is seen by others: records are read by a group that
 * kafkajs cannot do without, and rights are tried by another one; both are deleted.
 * @throws FreshetError LOG_REFUSED, LOG_UNREACHABLE within seconds when no broker answers.
 */
export async function inspectKafka(options: InspectKafkaOptions): Promise<LogInspection> {
  const { brokers, security, logger } = options;
  const names = prefixedNames(options.prefix);
  const overheard = new OverheardVersions();
  const connection = {
    brokers,
    clientId: 'freshet-doctor',
    ...(security !== undefined && { security }),
    logger,
  };
  const kafka = connectionTo(connection, overheard.listener(kafkajsLog(logger)));
  const admin = new AdminConnection(kafka, brokers);
  await firstContact(brokers, admin.connect());
  const ranges = async (topic: string): Promise<PartitionRange[]> => {
    const name = names.topic(topic);
    const offsets = await admin.use((client) => client.fetchTopicOffsets(name));
    return offsets.map(({ partition, low, high }) => ({
      topic: name,
      partition,
      start: Number(low),
      end: Number(high),
    }));
  };
  return {
    async brokers() {
      const { brokers: found } = await admin.use((client) => client.describeCluster());
      const addresses = found.map(({ host, port }) => `${host}:${port}`);
      return { addresses, fetchVersionMin: overheard.fetchVersionMin };
    },
    async topics(wanted) {
      const all = new Set(await admin.use((client) => client.listTopics()));
      const there = wanted.filter(({ name }) => all.has(names.topic(name)));
      return Promise.all(
        there.map((topic) =>
          admin.use((client) => inspectTopic(client, topic, names.topic(topic.name))),
        ),
      );
    },
    async standing(group, topic) {
      const name = names.topic(topic);
      const [[committed], bounds] = await Promise.all([
        admin.use((client) => client.fetchOffsets({ groupId: names.group(group), topics: [name] })),
        ranges(topic),
      ]);
      const offsets = new Map(
        committed?.partitions.map(({ partition, offset }) => [partition, Number(offset)]),
      );
      return { group, topic, ...standingIn(bounds, offsets) };
    },
    async newest(wanted) {
      const all = (await Promise.all(wanted.map(ranges))).flat();
      const group = names.group(throwawayGroup('doctor'));
      const found = await withDeadline(newestRecords(kafka, group, all), NEWEST_MS_MAX, unread);
      await admin.use((client) => client.deleteGroups([group])).catch(() => undefined);
      return found.map((record) => ({
        ...record,
        topic: record.topic.slice(options.prefix.length),
      }));
    },
    async hasRecordsAfter(topic, timestamp) {
      const name = names.topic(topic);
      const [bounds, found] = await Promise.all([
        ranges(topic),
        admin.use((client) => client.fetchTopicOffsetsByTimestamp(name, timestamp)),
      ]);
      const from = new Map(found.map(({ partition, offset }) => [partition, Number(offset)]));
      return bounds.some(({ partition, end }) => (from.get(partition) ?? end) < end);
    },
    missingRights: (topics) => missingRights(kafka, admin, names, topics),
  };
}

async function inspectTopic(
  client: Admin,
  topic: Topic,
  nameOnBrokers: string,
): Promise<InspectedTopic> {
  const [{ topics }, settings] = await Promise.all([
    client.fetchTopicMetadata({ topics: [nameOnBrokers] }),
    settingsOf(client, nameOnBrokers),
  ]);
  const partitions = topics[0]!.partitions.map(
    ({ partitionId, replicas, isr }): InspectedPartition => ({
      partition: partitionId,
      replicas,
      inSync: isr,
    }),
  );
  const values = [...settings].map(([key, { value }]) => [key, value] as const);
  return {
    name: topic.name,
    nameOnBrokers,
    partitions,
    settings: new Map(values),
    needed: neededSettings(topic, partitions[0]?.replicas.length ?? 1),
  };
}

const unread = (): Error =>
  new Error(
    `no record could be read within ${NEWEST_MS_MAX} ms; does a coordinator of groups answer?`,
  );

/** Where a group has committed nothing, it begins with the oldest record. */
function standingIn(
  bounds: readonly PartitionRange[],
  committed: ReadonlyMap<number, number>,
): Pick<GroupStanding, 'lag' | 'missed' | 'hasBegun'> {
  let lag = 0;
  let missed = 0;
  let hasBegun = false;
  for (const { partition, start, end } of bounds) {
    const offset = committed.get(partition) ?? -1;
    lag += end - Math.max(start, offset);
    if (offset < 0) continue;
    hasBegun = true;
    missed += Math.max(0, start - offset);
  }
  return { lag: Math.max(0, lag), missed, hasBegun };
}
