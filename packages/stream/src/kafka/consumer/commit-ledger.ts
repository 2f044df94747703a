import type { Logger } from '@freshet/runtime';
import type { EachBatchPayload } from 'kafkajs';

/** `commitOffsetsIfNecessary` of a batch: one attempt, under the generation of this moment. */
export type Commit = EachBatchPayload['commitOffsetsIfNecessary'];

/**
 * What was done in this assignment and is not committed yet; at most one offset a partition.
 * `Consumer.commitOffsets` will not do: its retries outlive a rebalance and then commit under the
 * next generation for partitions that somebody else has by now (tulios/kafkajs#1046).
 */
export class CommitLedger {
  readonly #topic: string;
  readonly #logger: Logger;
  readonly #done = new Map<number, number>();
  #commit: Commit | undefined;
  #assignment = 0;

  constructor(topic: string, logger: Logger) {
    this.#topic = topic;
    this.#logger = logger;
  }

  done(partition: number, next: number, commit: Commit): void {
    this.#done.set(partition, next);
    this.#commit = commit;
  }

  /** A new assignment: what was not committed belongs to whoever owns the partitions now. */
  forget(): void {
    this.#done.clear();
    this.#commit = undefined;
    this.#assignment += 1;
  }

  /** Commits what is not committed; a failure is left to the next time. */
  async flush(): Promise<void> {
    const commit = this.#commit;
    if (commit === undefined || this.#done.size === 0) return;
    const partitions = [...this.#done].map(([partition, next]) => ({
      partition,
      offset: String(next),
    }));
    const assignment = this.#assignment;
    this.#done.clear();
    try {
      await commit({ topics: [{ topic: this.#topic, partitions }] });
    } catch (err) {
      this.#logger.debug({ err, topic: this.#topic }, 'offsets not committed');
      if (this.#assignment === assignment) this.#putBack(partitions);
    }
  }

  #putBack(partitions: readonly { partition: number; offset: string }[]): void {
    for (const { partition, offset } of partitions) {
      if (!this.#done.has(partition)) this.#done.set(partition, Number(offset));
    }
  }
}
