import type { Logger } from '@freshet/runtime';
import type { RootDatabase } from 'lmdb';
import type { Log, LogRecord, Subscription } from '../log.ts';
import { CommittedOffsets } from './committed-offsets.ts';
import { ConsumerGroup } from './consumer-group.ts';
import { openDatabases } from './databases.ts';
import { reserveDisk } from './disk-room.ts';
import { EmbeddedAdmin } from './embedded-admin.ts';
import { closed } from './failures.ts';
import { GroupMember } from './group-member.ts';
import { startHousekeeping } from './housekeeping.ts';
import { EmbeddedPublisher } from './publisher.ts';
import { readRange } from './range.ts';
import { type Replacement, rewriteRecords } from './rewriting.ts';
import { TopicFollower } from './topic-follower.ts';
import { type StoredTopic, Topics } from './topics.ts';
import { Turnstile } from './turnstile.ts';

const RETENTION_CHECK_MS = 60_000;

export interface EmbeddedLogOptions {
  /** Shared with the store, so that no fence outruns the log on disk; `close` leaves it open. */
  readonly environment: RootDatabase<Buffer>;
  /** Partitions of keyed topics. */
  readonly partitions: number;
  readonly logger: Logger;
  /** Time between two rounds of retention and compaction, in ms; default 60 s. */
  readonly retentionCheckMs?: number;
  /** Bytes of the disk below which nothing more is taken (LOG_UNREACHABLE); default 64 MiB. */
  readonly reserveBytes?: number;
}

/** What only an engine of our own can do. */
export interface EmbeddedLog extends Log {
  /**
   * Puts other values in place of records, at their offsets. `isRead`: every group that reads the topic in
   * this process has committed what is behind the record. Answers with how many were replaced.
   */
  rewrite(
    replacementOf: (topic: string, record: LogRecord, isRead: boolean) => Replacement,
  ): Promise<number>;
}

/** The log of a single process, in an LMDB environment that no other process has open. */
export function createEmbeddedLog(options: EmbeddedLogOptions): EmbeddedLog {
  const { environment, partitions, logger, retentionCheckMs = RETENTION_CHECK_MS } = options;
  const databases = openDatabases(environment);
  const topics = new Topics(databases, partitions);
  const commits = new CommittedOffsets(databases, logger);
  const room = reserveDisk(environment, options.reserveBytes);
  const publisher = new EmbeddedPublisher({ databases, topics, room, logger });
  const turnstile = new Turnstile();
  const groups = new Map<string, ConsumerGroup>();
  const readers = new Set<{ close(): Promise<void> }>();
  const stopHousekeeping = startHousekeeping({
    topics,
    databases,
    logger,
    checkMs: retentionCheckMs,
  });
  let isClosed = false;

  const groupOf = ({ group, topic }: Subscription, count: number): ConsumerGroup => {
    const id = JSON.stringify([group, topic]);
    const found = groups.get(id) ?? new ConsumerGroup(count);
    groups.set(id, found);
    return found;
  };
  /** Every group that has begun with the partition is past this offset. */
  const readUpTo = (topic: StoredTopic, partition: number): number => {
    const reading = [...groups.keys()].map((id) => JSON.parse(id) as [string, string]);
    const offsets = reading
      .filter(([, name]) => name === topic.name)
      .map(([group]) => commits.get({ group, topic, partition }))
      .filter((offset) => offset >= 0);
    return Math.min(...offsets);
  };
  return {
    publisher,
    admin: new EmbeddedAdmin(databases, topics, commits),
    async consume(subscription) {
      if (isClosed) throw closed();
      const topic = topics.get(subscription.topic);
      const group = groupOf(subscription, topic.partitions.length);
      const left = () => void readers.delete(member);
      const shared = { topic, group, commits, turnstile, logger };
      const member = new GroupMember({ ...shared, subscription, left });
      readers.add(member);
      await group.join(member);
      return member;
    },
    async follow(following) {
      if (isClosed) throw closed();
      const topic = topics.get(following.topic);
      const follower = new TopicFollower({ following, topic, turnstile, logger });
      readers.add(follower);
      return follower;
    },
    async read(range) {
      if (isClosed) throw closed();
      await readRange(topics.get(range.topic).partitions[range.partition]!, range, turnstile);
    },
    async rewrite(replacementOf) {
      let replaced = 0;
      for (const topic of topics.all()) {
        const { name } = topic;
        for (const partition of topic.partitions) {
          const read = readUpTo(topic, partition.partition);
          replaced += await rewriteRecords(partition, databases, (record) => {
            return replacementOf(name, record, record.offset < read);
          });
        }
      }
      return replaced;
    },
    async close() {
      isClosed = true;
      await Promise.all([...readers].map((reader) => reader.close()));
      await publisher.close();
      await stopHousekeeping();
      await commits.flush();
    },
  };
}
