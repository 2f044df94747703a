import type { Topic } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import type { Retention } from '../log.ts';
import type { Databases } from './databases.ts';
import { PartitionLog } from './partition-log.ts';
import { writeDurably } from './transaction.ts';

export interface StoredTopic {
  readonly name: string;
  readonly id: number;
  readonly partitions: readonly PartitionLog[];
}

/** The topics in the environment: what is on disk, and what this process has declared of it. */
export class Topics {
  readonly #databases: Databases;
  readonly #keyed: number;
  readonly #stored = new Map<string, StoredTopic>();
  readonly #declared = new Map<string, Topic>();
  /** Set at run time. */
  readonly #retention = new Map<string, Retention>();

  /** `keyed`: partitions of the topics whose key decides the partition. */
  constructor(databases: Databases, keyed: number) {
    this.#databases = databases;
    this.#keyed = keyed;
    for (const { key, value } of databases.topics.getRange()) {
      this.#open(key, value.id, value.partitions);
      if (value.retention !== undefined) this.#retention.set(key, value.retention);
    }
  }

  /** Every topic on disk. */
  all(): readonly StoredTopic[] {
    return [...this.#stored.values()];
  }

  /** Topics with a declared way of being kept. */
  *declared(): Generator<{ readonly topic: Topic; readonly stored: StoredTopic }> {
    for (const topic of this.#declared.values()) yield { topic, stored: this.get(topic.name) };
  }

  /** @throws FreshetError LOG_TOPIC_MISMATCH for a topic that is not there. */
  get(name: string): StoredTopic {
    const stored = this.#stored.get(name);
    if (stored !== undefined) return stored;
    throw new FreshetError(
      'LOG_TOPIC_MISMATCH',
      `Topic "${name}" does not exist; pass it to ensureTopics before it is used.`,
      { topic: name },
    );
  }

  /** As last set, else as declared. */
  retention(name: string): Retention {
    const declared = this.#declared.get(name);
    return (
      this.#retention.get(name) ?? {
        ms: declared?.retentionMs ?? -1,
        bytes: declared?.retentionBytes ?? -1,
      }
    );
  }

  async setRetention(name: string, retention: Retention): Promise<void> {
    const { id, partitions } = this.get(name);
    await writeDurably(this.#databases, () => {
      void this.#databases.topics.put(name, { id, partitions: partitions.length, retention });
    });
    this.#retention.set(name, retention);
  }

  /** @throws FreshetError LOG_TOPIC_MISMATCH on another partition count; then nothing was created. */
  async ensure(topics: readonly Topic[]): Promise<void> {
    for (const topic of topics) this.#check(topic);
    const missing = topics.filter(({ name }) => !this.#stored.has(name));
    for (const topic of topics) this.#declared.set(topic.name, topic);
    if (missing.length === 0) return;
    await writeDurably(this.#databases, () => {
      for (const topic of missing) this.#create(topic);
    });
  }

  #create(topic: Topic): void {
    const id = 1 + Math.max(0, ...[...this.#stored.values()].map((stored) => stored.id));
    const partitions = this.#count(topic);
    this.#open(topic.name, id, partitions);
    void this.#databases.topics.put(topic.name, { id, partitions });
  }

  #open(name: string, id: number, count: number): void {
    const partitions = Array.from(
      { length: count },
      (_, partition) => new PartitionLog(this.#databases, id, partition),
    );
    this.#stored.set(name, { name, id, partitions });
  }

  #check(topic: Topic): void {
    const stored = this.#stored.get(topic.name)?.partitions.length;
    const count = this.#count(topic);
    if (stored === undefined || stored === count) return;
    const remedy =
      topic.partitions === 'keyed' ? `Set PARTITIONS=${stored}` : 'Run the version that wrote it';
    throw new FreshetError(
      'LOG_TOPIC_MISMATCH',
      `Topic "${topic.name}" has ${stored} partitions on disk, but ${count} are asked for. ${remedy}, or begin with an empty DATA_DIR.`,
      { topic: topic.name, stored, count },
    );
  }

  #count({ partitions }: Topic): number {
    return partitions === 'keyed' ? this.#keyed : partitions;
  }
}
