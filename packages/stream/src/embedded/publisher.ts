import { partitionOf } from '@freshet/events';
import { FreshetError, type Logger } from '@freshet/runtime';
import type { OutgoingRecord, Place, Publisher, RecordResults } from '../log.ts';
import { PublishCall } from '../publish-call.ts';
import type { Databases } from './databases.ts';
import { bytesOf } from '../record-key.ts';
import { checkRecordSize, recordBytes } from '../record-size.ts';
import type { DiskRoom } from './disk-room.ts';
import { closed } from './failures.ts';
import { type Bound, type Call, commitGroup } from './group-commit.ts';
import type { StoredTopic, Topics } from './topics.ts';

/** What an accepted record costs in memory beside its key and value, roughly. */
const RECORD_OVERHEAD_BYTES = 200;
/** Bytes accepted and not yet on disk at which PUBLISHER_FULL begins. */
const BUFFER_BYTES_MAX = 64 * 1024 * 1024;
/** Bytes at which a group is full; what comes after goes with the next. */
const GROUP_BYTES_MAX = 8 * 1024 * 1024;

/**
 * Bytes at which a group waits for no more company: it can be written while the rest of what came in
 * at the same moment is still being read.
 */
const GROUP_BYTES_ENOUGH = 64 * 1024;

/** A call of `publish` on its way to disk. */
interface PendingCall extends Call {
  readonly records: readonly Accepted[];
  readonly bytes: number;
  readonly results: RecordResults;
}

interface Accepted extends Bound {
  /** false with ack `none`: its result was told before it was written. */
  readonly isAcknowledged: boolean;
}

export interface EmbeddedPublisherOptions {
  readonly databases: Databases;
  readonly topics: Topics;
  readonly room: DiskRoom;
  readonly logger: Logger;
}

/**
 * Group commit: while one group of calls is being written and flushed, the next gathers, so that many
 * callers share a flush and a lone one waits for little more than its own. With a single copy on a
 * single disk, ack `leader` means the same as `all`.
 */
export class EmbeddedPublisher implements Publisher {
  readonly #o: EmbeddedPublisherOptions;
  /** Bounded by BUFFER_BYTES_MAX. */
  readonly #queue: PendingCall[] = [];
  /** Partition that keyless records of a topic go to until the next group, as in KIP-480. */
  readonly #sticky = new Map<string, number>();
  #pendingBytes = 0;
  #queuedBytes = 0;
  /** Called when what is queued is enough for a group. */
  #enough: (() => void) | undefined;
  #writing: Promise<void> | undefined;
  #closed = false;

  constructor(options: EmbeddedPublisherOptions) {
    this.#o = options;
  }

  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  async publish(topic: string, records: readonly OutgoingRecord[]): Promise<readonly Place[]> {
    if (records.length === 0) return [];
    const call = new PublishCall(records.length);
    this.submit(topic, records, call);
    return call.done;
  }

  submit(topic: string, records: readonly OutgoingRecord[], results: RecordResults): void {
    if (this.#closed) throw closed();
    const stored = this.#o.topics.get(topic);
    const bound = records.map((record) => this.#bind(record, stored));
    const bytes = this.#reserve(bound);
    const call = { topic: stored, records: bound, bytes, results };
    this.#queue.push(call);
    if (!bound.every(({ isAcknowledged }) => isAcknowledged)) {
      queueMicrotask(() => tellUnacknowledged(call));
    }
    this.#queuedBytes += bytes;
    this.#writing ??= this.#write();
    if (this.#queuedBytes >= GROUP_BYTES_ENOUGH) this.#enough?.();
  }

  /** Every call is written by one transaction. */
  publishAtomically(topic: string, records: readonly OutgoingRecord[]): Promise<readonly Place[]> {
    return this.publish(topic, records);
  }

  /** Writes what waits, and takes nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
  }

  #bind(
    { key, value, partition, ack, headers }: OutgoingRecord,
    { name, partitions }: StoredTopic,
  ): Accepted {
    const keyBytes = bytesOf(key);
    checkRecordSize(name, recordBytes(keyBytes, value, headers));
    const count = partitions.length;
    if (partition !== undefined && !(partition >= 0 && partition < count)) {
      throw noPartition(name, partition, count);
    }
    const keyed = keyBytes === null ? this.#stickyOf(name) : partitionOf(keyBytes, count);
    const isAcknowledged = ack !== 'none';
    return {
      partition: (partition ?? keyed) % count,
      key: keyBytes,
      value,
      headers,
      isAcknowledged,
    };
  }

  #stickyOf(topic: string): number {
    return this.#sticky.get(topic) ?? 0;
  }

  /** All or nothing: a call that was taken in part could not be repeated in order. */
  #reserve(records: readonly Bound[]): number {
    let bytes = records.length * RECORD_OVERHEAD_BYTES;
    for (const { key, value, headers } of records) bytes += recordBytes(key, value, headers);
    if (this.#pendingBytes + bytes > BUFFER_BYTES_MAX) throw full(this.#pendingBytes, bytes);
    this.#pendingBytes += bytes;
    return bytes;
  }

  async #write(): Promise<void> {
    while (this.#queue.length > 0) {
      if (this.#queuedBytes < GROUP_BYTES_ENOUGH) await this.#company();
      await this.#commit(this.#takeGroup());
    }
    this.#writing = undefined;
  }

  /** Whoever publishes in this turn of the event loop comes along, up to a bound. */
  #company(): Promise<void> {
    return new Promise((resolve) => {
      this.#enough = resolve;
      setImmediate(resolve);
    });
  }

  async #commit(group: readonly PendingCall[]): Promise<void> {
    try {
      this.#o.room(group.reduce((sum, { bytes }) => sum + bytes, 0));
      const places = await commitGroup(group, this.#o.databases);
      this.#release(group);
      for (const [i, { records, results }] of group.entries()) {
        for (const [index, { isAcknowledged }] of records.entries()) {
          if (isAcknowledged) results.written(index, places[i]![index]!);
        }
      }
    } catch (error) {
      this.#release(group);
      for (const call of group) this.#failed(call, error as Error);
    }
  }

  #failed({ topic, records, results }: PendingCall, err: Error): void {
    let lost = 0;
    for (const [index, { isAcknowledged }] of records.entries()) {
      if (isAcknowledged) results.failed(index, err);
      else lost += 1;
    }
    if (lost === 0) return;
    this.#o.logger.error({ err, topic: topic.name, records: lost }, 'unacknowledged records lost');
  }

  #release(group: readonly PendingCall[]): void {
    for (const { bytes } of group) this.#pendingBytes -= bytes;
  }

  #takeGroup(): readonly PendingCall[] {
    let calls = 0;
    for (let bytes = 0; calls < this.#queue.length && bytes < GROUP_BYTES_MAX; calls++) {
      bytes += this.#queue[calls]!.bytes;
    }
    const group = this.#queue.splice(0, calls);
    for (const { bytes } of group) this.#queuedBytes -= bytes;
    for (const { name, partitions } of new Set(group.map(({ topic }) => topic))) {
      this.#sticky.set(name, (this.#stickyOf(name) + 1) % partitions.length);
    }
    return group;
  }
}

function tellUnacknowledged({ records, results }: PendingCall): void {
  for (const [index, { isAcknowledged, partition }] of records.entries()) {
    if (!isAcknowledged) results.written(index, { partition, offset: -1 });
  }
}

function noPartition(topic: string, partition: number, count: number): FreshetError {
  return new FreshetError(
    'LOG_TOPIC_MISMATCH',
    `Topic "${topic}" has the partitions 0 to ${count - 1}, so nothing can go to ${partition}.`,
    { topic, partition, count },
  );
}

function full(pendingBytes: number, bytes: number): FreshetError {
  return new FreshetError(
    'PUBLISHER_FULL',
    `${pendingBytes} bytes wait for the disk and ${bytes} more would pass the bound of ${BUFFER_BYTES_MAX}; try again when it has caught up.`,
    { pendingBytes, bytes, bufferBytesMax: BUFFER_BYTES_MAX },
  );
}
