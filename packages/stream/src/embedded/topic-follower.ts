import type { Logger } from '@freshet/runtime';
import type { Batch, Follower, Following, Position } from '../log.ts';
import type { PartitionLog } from './partition-log.ts';
import { PartitionReader } from './partition-reader.ts';
import type { StoredTopic } from './topics.ts';
import type { Turnstile } from './turnstile.ts';

export interface TopicFollowerOptions {
  readonly following: Following;
  readonly topic: StoredTopic;
  readonly turnstile: Turnstile;
  readonly logger: Logger;
}

/** Reads every partition of a topic for ever, and commits nothing. */
export class TopicFollower implements Follower {
  readonly caughtUp: Promise<void>;
  readonly #readers: readonly PartitionReader[];
  #failed = false;

  constructor({ following, topic, turnstile, logger }: TopicFollowerOptions) {
    const { since } = following;
    const position: Position = since === undefined ? 'earliest' : { timestamp: since };
    const subscription = {
      group: 'follower',
      topic: topic.name,
      position: () => Promise.resolve(position),
      handle: (batch: Batch) => Promise.resolve(hand(batch, following)),
      onFatal: () => {},
    };
    const read = (log: PartitionLog, advanced: (next: number) => void) =>
      new PartitionReader({
        log,
        subscription,
        turnstile,
        logger,
        committed: () => -1,
        commit: () => Promise.resolve(),
        advanced,
        failed: (error) => this.#fail(error, following),
      });
    const readers: PartitionReader[] = [];
    this.caughtUp = Promise.all(
      topic.partitions.map((log) => {
        const { end } = log;
        return new Promise<void>((resolve) => {
          const begin = since === undefined ? log.start : log.offsetAt(since);
          if (begin === end) resolve();
          readers.push(read(log, (next) => next >= end && resolve()));
        });
      }),
    ).then(() => undefined);
    this.#readers = readers;
  }

  async close(): Promise<void> {
    for (const reader of this.#readers) reader.stop();
    await Promise.all(this.#readers.map(({ done }) => done));
  }

  #fail(error: Error, { onFatal }: Following): void {
    if (this.#failed) return;
    this.#failed = true;
    for (const reader of this.#readers) reader.stop();
    onFatal(error);
  }
}

function hand({ records, partition }: Batch, following: Following): { next: number } {
  for (const record of records) following.record(record, partition);
  return { next: records.at(-1)!.offset + 1 };
}
