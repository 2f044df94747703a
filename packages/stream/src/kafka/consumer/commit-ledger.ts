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
  /** What the brokers have taken in this assignment. */
  readonly #committed = new Map<number, number>();
  #commit: Commit | undefined;
  #assignment = 0;
  /** One commit after another: a late answer must not set a partition back. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(topic: string, logger: Logger) {
    this.#topic = topic;
    this.#logger = logger;
  }

  done(partition: number, next: number, commit: Commit): void {
    this.#commit = commit;
    if (this.#committed.get(partition) === next) this.#done.delete(partition);
    else this.#done.set(partition, next);
  }

  /** A new assignment: what was not committed belongs to whoever owns the partitions now. */
  forget(): void {
    this.#done.clear();
    this.#committed.clear();
    this.#commit = undefined;
    this.#assignment += 1;
  }

  /** Commits what is not committed, after what is under way; a failure is left to the next time. */
  flush(): Promise<void> {
    return this.#inTurn(() => this.#flush());
  }

  /** Commits one partition, unless it has been lost by the time it is its turn; fails as kafkajs does. */
  commitNow(partition: number, next: number, commit: Commit): Promise<void> {
    const assignment = this.#assignment;
    return this.#inTurn(async () => {
      if (this.#assignment !== assignment) return;
      this.#done.delete(partition);
      await this.#send(new Map([[partition, next]]), commit);
    });
  }

  async #flush(): Promise<void> {
    const commit = this.#commit;
    if (commit === undefined || this.#done.size === 0) return;
    const offsets = new Map(this.#done);
    const assignment = this.#assignment;
    this.#done.clear();
    try {
      await this.#send(offsets, commit);
    } catch (err) {
      this.#logger.debug({ err, topic: this.#topic }, 'offsets not committed');
      if (this.#assignment === assignment) this.#putBack(offsets);
    }
  }

  async #send(offsets: ReadonlyMap<number, number>, commit: Commit): Promise<void> {
    const assignment = this.#assignment;
    const partitions = [...offsets].map(([partition, next]) => ({
      partition,
      offset: String(next),
    }));
    await commit({ topics: [{ topic: this.#topic, partitions }] });
    if (this.#assignment !== assignment) return;
    for (const [partition, next] of offsets) this.#committed.set(partition, next);
  }

  #putBack(offsets: ReadonlyMap<number, number>): void {
    for (const [partition, next] of offsets) {
      if (!this.#done.has(partition)) this.#done.set(partition, next);
    }
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
