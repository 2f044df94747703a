import type { Batch, Follower, Following, PartitionOffsets, Position } from '../log.ts';
import type { AdminConnection } from './admin/admin-connection.ts';
import { GroupConsumer, type GroupConsumerOptions } from './consumer/group-consumer.ts';
import { leaveThrowawayGroup, THROWAWAY_SESSION_MS, throwawayGroup } from './throwaway-group.ts';

export interface KafkaFollowerOptions
  extends Omit<GroupConsumerOptions, 'subscription' | 'group' | 'commits' | 'sessionTimeoutMs'> {
  readonly following: Following;
  readonly adminConnection: AdminConnection;
  /** Name on the brokers of a group that nobody else joins. */
  groupName(name: string): string;
}

/** Each follower is the only member of a group of its own and keeps its places in memory. */
export async function follow(options: KafkaFollowerOptions): Promise<Follower> {
  const { following, admin, groupName, logger, adminConnection } = options;
  const progress = new Progress(await offsetsToRead(admin, following));
  const { since } = following;
  const begin: Position = since === undefined ? 'earliest' : { timestamp: since };
  const group = groupName(throwawayGroup('follower'));
  const consumer = await GroupConsumer.join({
    ...options,
    group,
    sessionTimeoutMs: THROWAWAY_SESSION_MS,
    commits: false,
    advanced: (partition, next) => progress.reached(partition, next),
    subscription: {
      group,
      topic: following.topic,
      position: (partition) => Promise.resolve(progress.position(partition) ?? begin),
      handle(batch) {
        hand(batch, following);
        return Promise.resolve({ next: batch.records.at(-1)!.offset + 1 });
      },
      onFatal: (error) => following.onFatal(error),
    },
  });
  async function close(): Promise<void> {
    await leaveThrowawayGroup(consumer, group, adminConnection, logger);
  }
  let closed: Promise<void> | undefined;
  return {
    caughtUp: progress.complete,
    // Once: the log closes its readers again, and a group that is gone would be asked for for seconds.
    close: () => (closed ??= close()),
  };
}

/** Where to begin, and where the topic ends for now. */
async function offsetsToRead(
  admin: KafkaFollowerOptions['admin'],
  { topic, since }: Following,
): Promise<readonly PartitionOffsets[]> {
  // Asked first, so that what comes meanwhile is read rather than passed over.
  const begins = since === undefined ? [] : await admin.offsetsAt(topic, since);
  const offsets = await admin.offsets(topic);
  return offsets.map((each) => ({
    ...each,
    start: Math.max(each.start, begins[each.partition]?.offset ?? 0),
  }));
}

function hand({ records, partition }: Batch, following: Following): void {
  for (const record of records) following.record(record, partition);
}

/** How far each partition has been read, and whether that is as far as the topic went at the start. */
class Progress {
  readonly complete: Promise<void>;
  readonly #next = new Map<number, number>();
  readonly #missing: Map<number, number>;
  #complete!: () => void;

  constructor(offsets: readonly PartitionOffsets[]) {
    const filled = offsets.filter(({ start, end }) => end > start);
    this.#missing = new Map(filled.map(({ partition, end }) => [partition, end]));
    this.complete = new Promise((resolve) => {
      this.#complete = resolve;
    });
    if (filled.length === 0) this.#complete();
  }

  /** undefined: nothing of the partition has been read. */
  position(partition: number): Position | undefined {
    const offset = this.#next.get(partition);
    return offset === undefined ? undefined : { offset };
  }

  reached(partition: number, next: number): void {
    this.#next.set(partition, next);
    const end = this.#missing.get(partition);
    if (end === undefined || next < end) return;
    this.#missing.delete(partition);
    if (this.#missing.size === 0) this.#complete();
  }
}
