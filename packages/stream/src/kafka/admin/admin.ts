import type { Topic } from '@freshet/events';
import type { LogAdmin, PartitionOffsets, Place, Retention } from '../../log.ts';
import type { AdminConnection } from './admin-connection.ts';
import { type EnsureTopicsOptions, ensureTopics } from './ensure-topics.ts';
import { alterRetention, retentionOf } from './topic-retention.ts';

export interface KafkaAdminOptions extends EnsureTopicsOptions {
  readonly connection: AdminConnection;
}

export class KafkaAdmin implements LogAdmin {
  readonly #o: KafkaAdminOptions;

  constructor(options: KafkaAdminOptions) {
    this.#o = options;
  }

  ensureTopics(topics: readonly Topic[]): Promise<void> {
    return this.#o.connection.use((admin) => ensureTopics(admin, topics, this.#o));
  }

  partitions(topic: string): number {
    return this.#o.declared.partitions(topic);
  }

  async offsets(topic: string): Promise<readonly PartitionOffsets[]> {
    const { connection, names } = this.#o;
    const found = await connection.use((admin) => admin.fetchTopicOffsets(names.topic(topic)));
    return found
      .map(({ partition, low, high }) => ({ partition, start: Number(low), end: Number(high) }))
      .toSorted(byPartition);
  }

  async offsetsAt(topic: string, timestamp: number): Promise<readonly Place[]> {
    const { connection, names } = this.#o;
    const found = await connection.use((admin) =>
      admin.fetchTopicOffsetsByTimestamp(names.topic(topic), timestamp),
    );
    return found.map(toPlace).toSorted(byPartition);
  }

  async committed(group: string, topic: string): Promise<readonly Place[]> {
    const { connection, names } = this.#o;
    const topics = [names.topic(topic)];
    const found = await connection.use((admin) =>
      admin.fetchOffsets({ groupId: names.group(group), topics }),
    );
    return found
      .flatMap(({ partitions }) => partitions.map(toPlace))
      .map(({ partition, offset }) => ({ partition, offset: Math.max(-1, offset) }))
      .toSorted(byPartition);
  }

  async retention(topic: string): Promise<Retention> {
    const { connection, names } = this.#o;
    return connection.use((admin) => retentionOf(admin, names.topic(topic)));
  }

  async setRetention(topic: string, retention: Retention): Promise<void> {
    const { connection, names } = this.#o;
    await connection.use((admin) => alterRetention(admin, names.topic(topic), retention));
  }

  async trim(topic: string, { partition, offset }: Place): Promise<void> {
    const { connection, names } = this.#o;
    const partitions = [{ partition, offset: String(offset) }];
    await connection.use((admin) =>
      admin.deleteTopicRecords({ topic: names.topic(topic), partitions }),
    );
  }
}

const toPlace = ({ partition, offset }: { partition: number; offset: string }): Place => ({
  partition,
  offset: Number(offset),
});
const byPartition = (a: { partition: number }, b: { partition: number }): number =>
  a.partition - b.partition;
