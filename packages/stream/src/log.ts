import type { Topic } from '@freshet/events';
import type { RecordHeaders } from './record-headers.ts';

/**
 * The log port: partitioned, durable, ordered within a partition. Two engines implement it
 * (`kafka/`, `embedded/`) and one contract suite holds both to what is written here.
 */
export interface Log {
  readonly publisher: Publisher;
  readonly admin: LogAdmin;
  /** Joins a consumer group; resolves once the member has its first assignment. */
  consume(subscription: Subscription): Promise<Consumer>;
  /** Reads a topic, outside any group, from its start or a moment and then onwards for ever. */
  follow(following: Following): Promise<Follower>;
  /**
   * Hands a range of one partition over, outside any group, and resolves when it is done with.
   * @throws FreshetError LOG_UNREACHABLE when nothing comes for half a minute; what `handle` throws.
   */
  read(range: Range): Promise<void>;
  /** Flushes the publisher, leaves all groups and releases the engine. */
  close(): Promise<void>;
}

/** `all`: on every in-sync replica's disk path · `leader`: the leader has it · `none`: sent. */
export type Ack = 'all' | 'leader' | 'none';

export interface OutgoingRecord {
  /** Decides the partition by murmur2, as every Kafka client does, unless `partition` is given. */
  readonly key?: string | Uint8Array | null;
  /** null deletes the key in a compacted topic. */
  readonly value: Uint8Array | null;
  /** Without key and partition: sticky round robin, one partition per batch. */
  readonly partition?: number;
  /** What has to have it before it counts as written; default `all`. */
  readonly ack?: Ack;
  /** Count towards the size that a record may have; none when absent or empty. */
  readonly headers?: RecordHeaders | undefined;
}

/** Told what became of each record of a call, by its index: once, and one of the two. */
export interface RecordResults {
  written(index: number, place: Place): void;
  failed(index: number, error: Error): void;
}

export interface Publisher {
  /**
   * Appends records in the order given; records of one partition keep the order of the calls, also
   * through retries. Resolves with one place per record once all have reached their ack; offset is −1
   * with ack `none`.
   * @throws FreshetError PUBLISHER_FULL when the buffer bound is reached (nothing was taken),
   *   LOG_UNREACHABLE when retries are used up (unknown how much was written: same call again),
   *   LOG_RECORD_TOO_LARGE, LOG_CLOSED.
   */
  publish(topic: string, records: readonly OutgoingRecord[]): Promise<readonly Place[]>;
  /**
   * As `publish`, with a result for each record instead of one for all: a partition in trouble then
   * holds up its own records only. Results of one partition come in its order, none before this returns.
   * @throws FreshetError, at once, where nothing was taken: PUBLISHER_FULL, LOG_RECORD_TOO_LARGE,
   *   LOG_CLOSED. Others are told to `failed`.
   */
  submit(topic: string, records: readonly OutgoingRecord[], results: RecordResults): void;
  /**
   * Appends records, to whatever partitions, so that readers see all of them or none; ack `all`. Comes
   * behind what was acknowledged before the call, in no order with what was not.
   * @throws FreshetError as `publish`; after LOG_UNREACHABLE it is unknown whether all or none is there.
   */
  publishAtomically(topic: string, records: readonly OutgoingRecord[]): Promise<readonly Place[]>;
  /** Bytes accepted and not yet acknowledged. */
  readonly pendingBytes: number;
}

export interface Place {
  readonly partition: number;
  readonly offset: number;
}

export interface LogRecord {
  readonly offset: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  /** Epoch ms at which it was appended. */
  readonly timestamp: number;
  /** Absent where it was published without. */
  readonly headers?: RecordHeaders;
  /** Somebody asked for it to be forgotten: only its offset is handed over. */
  readonly isForgotten?: true;
}

export interface Batch {
  readonly topic: string;
  readonly partition: number;
  /** At least one, offsets rising; gaps between offsets are normal (compaction, transactions). */
  readonly records: readonly LogRecord[];
  /** The offset the next record of the partition will get, as known when this was fetched. */
  readonly endOffset: number;
  /** Aborted when this member lost the partition or is closing: stop soon, publish nothing more. */
  readonly signal: AbortSignal;
  /** Call between slices of long work, so that the group does not give the member up. */
  heartbeat(): Promise<void>;
  /**
   * Commits, while `handle` runs, that the group is done with all before `next`; resolves once that
   * outlives a crash. Before the work it makes the delivery at-most-once.
   * @throws FreshetError LOG_UNREACHABLE when it was refused, or is not known to have been taken; the
   *   signal's reason when the partition has gone to another member.
   */
  commit(next: number): Promise<void>;
}

/** Where to begin. `committed` falls back to the earliest record where the group has none. */
export type Position =
  | { readonly offset: number }
  | { readonly timestamp: number }
  | 'earliest'
  | 'latest'
  | 'committed';

/** Leave the partition alone for so long, then ask again; other partitions go on. */
export interface Pause {
  readonly pauseMs: number;
}

/** `next`: all before this offset is done with; go on there (backwards means: again from there). */
export type Verdict = { readonly next: number } | Pause;

/**
 * When what `handle` is done with is committed, always in the background: `batch`, right after each
 * one; or at the latest so long after. What is left is committed, and waited for, at the close.
 */
export type CommitTiming = 'batch' | { readonly intervalMs: number };

export interface Subscription {
  readonly group: string;
  readonly topic: string;
  /** Asked at each assignment of a partition, before its first batch. Must not throw. */
  position(partition: number): Promise<Position | Pause>;
  /**
   * Called with one batch at a time per partition, partitions concurrently. Must not throw: an error
   * that escapes is a programming error and ends the consumer through `onFatal`.
   */
  handle(batch: Batch): Promise<Verdict>;
  /** The consumer is dead for good; the process should exit with this reason. */
  onFatal(error: Error): void;
  /** How long one `handle` may take before it counts as hung (`onFatal` HANDLER_HUNG); default 60 s. */
  readonly handleTimeoutMs?: number;
  /** Default every 5 s. */
  readonly commit?: CommitTiming;
}

export interface Consumer {
  /** Partitions this member holds now, rising. */
  readonly assigned: readonly number[];
  /**
   * Reads a partition on from `offset`, from outside of `handle`: what was fetched before is not
   * handed over any more. Wins against a `position` asked before, never against one asked later.
   * Nothing happens when the partition is not assigned here.
   */
  seek(partition: number, offset: number): void;
  /** Waits for running handlers, commits what was done and leaves the group. */
  close(): Promise<void>;
}

export interface Following {
  readonly topic: string;
  /** Epoch ms: begins with the first record of each partition appended then or later; default: the start. */
  readonly since?: number;
  /** Called in order within each partition. Must not throw. */
  record(record: LogRecord, partition: number): void;
  onFatal(error: Error): void;
}

export interface Follower {
  /** Resolves when every record asked for that was in the topic at the start has been handed over. */
  readonly caughtUp: Promise<void>;
  close(): Promise<void>;
}

/** Offsets from `from` to before `to`; what is no longer kept of it is left out. */
export interface Range {
  readonly topic: string;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
  /** Records in order, a batch at a time; the next follows when it is done. `enough` ends the read. */
  handle(records: readonly LogRecord[]): Promise<'more' | 'enough'>;
}

export interface PartitionOffsets {
  readonly partition: number;
  /** Offset of the oldest record still kept. */
  readonly start: number;
  /** Offset the next record will get. */
  readonly end: number;
}

export interface LogAdmin {
  /**
   * Creates the topics that are missing and checks those that are there.
   * @throws FreshetError LOG_TOPIC_MISMATCH on another partition count; LOG_UNREACHABLE.
   */
  ensureTopics(topics: readonly Topic[]): Promise<void>;
  /** Partition count that a topic of this deployment has. */
  partitions(topic: string): number;
  offsets(topic: string): Promise<readonly PartitionOffsets[]>;
  /** Per partition the offset of the first record at or after `timestamp`; the end if there is none. */
  offsetsAt(topic: string, timestamp: number): Promise<readonly Place[]>;
  /** What the group has committed, per partition; −1 where nothing. For lag only, never the truth. */
  committed(group: string, topic: string): Promise<readonly Place[]>;
  /** As last set, else as declared; unbounded for a compacted topic. */
  retention(topic: string): Promise<Retention>;
  /**
   * Bounds the topic anew, for good: a restart keeps it, whatever is declared. The engine removes what
   * lies outside in its own time and in pieces (Kafka: segments), never anything inside.
   */
  setRetention(topic: string, retention: Retention): Promise<void>;
  /** Removes records before an offset, at once; all of them, or all but those of one last piece. */
  trim(topic: string, place: Place): Promise<void>;
}

/** Bounds of a topic that is not compacted; what passes either of them goes. −1: unbounded. */
export interface Retention {
  /** Age in ms. */
  readonly ms: number;
  /** Bytes of each partition. */
  readonly bytes: number;
}
