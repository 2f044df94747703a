import type { Logger } from '@freshet/runtime';
import type { Consumer, Subscription } from '../log.ts';
import type { CommittedOffsets } from './committed-offsets.ts';
import type { ConsumerGroup, Member } from './consumer-group.ts';
import { PartitionReader } from './partition-reader.ts';
import type { StoredTopic } from './topics.ts';
import type { Turnstile } from './turnstile.ts';

export interface GroupMemberOptions {
  readonly subscription: Subscription;
  readonly topic: StoredTopic;
  readonly group: ConsumerGroup;
  readonly commits: CommittedOffsets;
  readonly turnstile: Turnstile;
  readonly logger: Logger;
  /** The member has left. */
  left(): void;
}

/** One member of a group: a reader for each partition that it holds. */
export class GroupMember implements Consumer, Member {
  readonly #o: GroupMemberOptions;
  readonly #readers = new Map<number, PartitionReader>();
  #stopped = false;
  #closed: Promise<void> | undefined;

  constructor(options: GroupMemberOptions) {
    this.#o = options;
  }

  get assigned(): readonly number[] {
    return [...this.#readers.keys()].toSorted((a, b) => a - b);
  }

  seek(partition: number, offset: number): void {
    this.#readers.get(partition)?.seek(offset);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  take(partition: number): void {
    const { subscription, topic, commits, turnstile, logger } = this.#o;
    const { group } = subscription;
    const place = { group, topic, partition };
    const reader = new PartitionReader({
      log: topic.partitions[partition]!,
      subscription,
      turnstile,
      logger,
      committed: () => commits.get(place),
      commit: (next) => commits.commit(place, next),
      advanced: (next) => commits.done(place, next, subscription.commit),
      failed: (error) => this.#fail(error),
    });
    this.#readers.set(partition, reader);
    if (this.#stopped) reader.stop();
  }

  async release(partition: number): Promise<void> {
    const reader = this.#readers.get(partition)!;
    reader.stop();
    await reader.done;
    this.#readers.delete(partition);
  }

  /** Ends the member for good, once. */
  #fail(error: Error): void {
    if (this.#stopped) return;
    void this.close();
    this.#o.subscription.onFatal(error);
  }

  async #close(): Promise<void> {
    this.#stopped = true;
    for (const reader of this.#readers.values()) reader.stop();
    await this.#o.group.leave(this);
    await this.#o.commits.flush();
    this.#o.left();
  }
}
