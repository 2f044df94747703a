import { partitionCounts, type Topic } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';

/** The partition count that each topic of this deployment is declared to have. */
export class DeclaredTopics {
  readonly #keyed: number;
  readonly #counts: Map<string, number>;

  /** `keyed`: partitions of the topics whose key decides the partition. */
  constructor(keyed: number) {
    this.#keyed = keyed;
    this.#counts = new Map(partitionCounts(keyed));
  }

  declare(topic: Topic): number {
    const count = topic.partitions === 'keyed' ? this.#keyed : topic.partitions;
    this.#counts.set(topic.name, count);
    return count;
  }

  partitions(topic: string): number {
    const count = this.#counts.get(topic);
    if (count !== undefined) return count;
    throw new FreshetError(
      'LOG_TOPIC_MISMATCH',
      `Topic "${topic}" is not declared; pass it to ensureTopics before it is used.`,
      { topic },
    );
  }
}
