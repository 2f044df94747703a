import type { Topic } from '@freshet/events';
import type { LogAdmin, PartitionOffsets, Place, Retention } from '../log.ts';
import type { CommittedOffsets } from './committed-offsets.ts';
import type { Databases } from './databases.ts';
import { removeBefore } from './retention.ts';
import type { Topics } from './topics.ts';

export class EmbeddedAdmin implements LogAdmin {
  readonly #databases: Databases;
  readonly #topics: Topics;
  readonly #commits: CommittedOffsets;

  constructor(databases: Databases, topics: Topics, commits: CommittedOffsets) {
    this.#databases = databases;
    this.#topics = topics;
    this.#commits = commits;
  }

  async ensureTopics(topics: readonly Topic[]): Promise<void> {
    await this.#topics.ensure(topics);
  }

  partitions(topic: string): number {
    return this.#topics.get(topic).partitions.length;
  }

  async offsets(topic: string): Promise<readonly PartitionOffsets[]> {
    const { partitions } = this.#topics.get(topic);
    return partitions.map(({ partition, start, end }) => ({ partition, start, end }));
  }

  async offsetsAt(topic: string, timestamp: number): Promise<readonly Place[]> {
    const { partitions } = this.#topics.get(topic);
    return partitions.map((log) => ({
      partition: log.partition,
      offset: log.offsetAt(timestamp),
    }));
  }

  async committed(group: string, topic: string): Promise<readonly Place[]> {
    const stored = this.#topics.get(topic);
    return stored.partitions.map(({ partition }) => ({
      partition,
      offset: this.#commits.get({ group, topic: stored, partition }),
    }));
  }

  async retention(topic: string): Promise<Retention> {
    return this.#topics.retention(this.#topics.get(topic).name);
  }

  async setRetention(topic: string, retention: Retention): Promise<void> {
    await this.#topics.setRetention(topic, retention);
  }

  async trim(topic: string, { partition, offset }: Place): Promise<void> {
    await removeBefore(this.#topics.get(topic).partitions[partition]!, offset, this.#databases);
  }
}
