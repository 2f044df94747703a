import type { LogRecord } from '../log.ts';
import type { RecordHeaders } from '../record-headers.ts';
import { asBuffer } from '../record-key.ts';
import {
  type BatchHeader,
  decodeHeader,
  decodeRecords,
  encodeBatch,
  framedBytes,
} from './batch-frame.ts';
import type { BatchKey, Databases } from './databases.ts';

/** Bounds of one read; a single larger record is still handed out. */
const READ_RECORDS_MAX = 1000;
const READ_BYTES_MAX = 512 * 1024;
/**
 * Bounds of one batch on disk. LMDB keeps a value in consecutive pages, and short runs of free pages
 * are found again more easily than long ones.
 */
const BATCH_RECORDS_MAX = READ_RECORDS_MAX;
const BATCH_BYTES_MAX = 128 * 1024;

export interface StoredBatch extends BatchHeader {
  readonly base: number;
  readonly frame: Buffer;
}

/** Records framed for appending; they are part of the log once `appended` is told of them. */
export interface Appendix {
  readonly batches: readonly { readonly key: BatchKey; readonly frame: Buffer }[];
  readonly base: number;
  readonly end: number;
  readonly position: number;
  readonly timestamp: number;
}

export interface OutgoingBytes {
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers?: RecordHeaders | undefined;
}

/** Records in offset order, and the offset to read on from. */
export interface Read {
  readonly records: readonly LogRecord[];
  readonly next: number;
}

/**
 * One partition: its batches on disk, and in memory how far it goes. Readers see what lies below
 * `end`, which moves only when a commit has reached the disk.
 */
export class PartitionLog {
  readonly partition: number;
  readonly topicId: number;
  readonly #batches: Databases['batches'];
  readonly #watchers = new Set<() => void>();
  #start: number;
  #end: number;
  #position: number;
  #timestamp: number;

  constructor(databases: Databases, topicId: number, partition: number) {
    this.#batches = databases.batches;
    this.topicId = topicId;
    this.partition = partition;
    const last = this.#lastBase();
    if (last === undefined) {
      const entry = databases.ends.get([topicId, partition]);
      this.#start = this.#end = entry?.end ?? 0;
      this.#position = entry?.position ?? 0;
      this.#timestamp = 0;
    } else {
      const batch = this.#load(last);
      this.#start = this.#baseFrom(0, last + 1)!;
      this.#end = last + batch.span;
      this.#position = batch.position + batch.frame.length;
      this.#timestamp = batch.timestamp;
    }
  }

  /** Offset of the oldest record still kept. */
  get start(): number {
    return this.#start;
  }

  /** Offset the next record gets. */
  get end(): number {
    return this.#end;
  }

  /** Bytes ever appended. */
  get position(): number {
    return this.#position;
  }

  /** Calls `watcher` whenever records have been appended; answers with how to stop that. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Frames records to follow the end; nothing is appended yet. */
  frame(records: readonly OutgoingBytes[], nowMs: number): Appendix {
    // A clock that was set back must not break the search by time.
    const timestamp = Math.max(nowMs, this.#timestamp);
    const batches: { key: BatchKey; frame: Buffer }[] = [];
    let base = this.#end;
    let position = this.#position;
    for (const group of cut(records)) {
      const header = { span: group.length, timestamp, position };
      const frame = encodeBatch(base, header, group);
      batches.push({ key: this.#key(base), frame });
      base += group.length;
      position += frame.length;
    }
    return { batches, base: this.#end, end: base, position, timestamp };
  }

  /** The appendix is on disk. */
  appended({ end, position, timestamp }: Appendix): void {
    this.#end = end;
    this.#position = position;
    this.#timestamp = timestamp;
    for (const watcher of this.#watchers) watcher();
  }

  /** The oldest records are gone, up to `start`. */
  startsAt(start: number): void {
    this.#start = start;
  }

  /** Records at or after `from`; none where compaction left a gap there, but always a step ahead. */
  read(from: number): Read {
    const records: LogRecord[] = [];
    let bytes = 0;
    for (const { base, span, timestamp, frame } of this.batches(from)) {
      for (const record of decodeRecords(base, frame, from)) {
        const { offset, key, value, headers } = record;
        bytes += framedBytes(record);
        const full = records.length === READ_RECORDS_MAX || bytes > READ_BYTES_MAX;
        if (full && records.length > 0) return { records, next: offset };
        const read = { offset, key, value, timestamp };
        records.push(headers === undefined ? read : { ...read, headers });
      }
      if (records.length >= READ_RECORDS_MAX) return { records, next: base + span };
    }
    return { records, next: this.#end };
  }

  /** Offset of the first record appended at or after `timestamp`; the end if there is none. */
  offsetAt(timestamp: number): number {
    let low = this.#start;
    let high = this.#end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const batch = this.#load(this.#baseBelow(middle)!);
      if (batch.timestamp >= timestamp) high = batch.base;
      // Behind the batch there may be a gap, of which nothing is to be found out.
      else low = Math.max(middle + 1, batch.base + batch.span);
    }
    return this.read(low).records[0]?.offset ?? this.#end;
  }

  /** The batches that hold `from` and what follows, up to `to`, each read when it is asked for. */
  *batches(from: number, to = this.#end): Generator<StoredBatch, void, undefined> {
    let base = this.#baseBelow(from);
    while (base !== undefined && base < to) {
      const batch: StoredBatch = this.#load(base);
      const next = base + batch.span;
      // Otherwise `from` lies in the gap behind it.
      if (next > from) yield batch;
      base = this.#baseFrom(next, to);
    }
  }

  #key(base: number): BatchKey {
    return [this.topicId, this.partition, base];
  }

  #load(base: number): StoredBatch {
    const bytes = this.#batches.get(this.#key(base))!;
    // lmdb-js answers large values with a buffer that carries a slow length of its own.
    const frame = asBuffer(bytes);
    return { base, frame, ...decodeHeader(frame) };
  }

  /** Base of the first batch at or after `from` and below `to`. */
  #baseFrom(from: number, to: number): number | undefined {
    if (from >= to) return undefined;
    if (this.#batches.doesExist(this.#key(from))) return from;
    const range = { start: this.#key(from), end: this.#key(to), limit: 1 };
    return this.#first(range);
  }

  /** Base of the batch at or before `offset`, else of the first one. */
  #baseBelow(offset: number): number | undefined {
    if (this.#batches.doesExist(this.#key(offset))) return offset;
    const before = { start: this.#key(offset), end: this.#key(-1), reverse: true, limit: 1 };
    return this.#first(before) ?? this.#baseFrom(this.#start, this.#end);
  }

  #lastBase(): number | undefined {
    const last = this.#key(Number.MAX_SAFE_INTEGER);
    return this.#first({ start: last, end: this.#key(-1), reverse: true, limit: 1 });
  }

  #first(range: Parameters<Databases['batches']['getKeys']>[0]): number | undefined {
    for (const [, , base] of this.#batches.getKeys(range)) return base;
    return undefined;
  }
}

/** Consecutive records in groups that each make one batch. */
function* cut(records: readonly OutgoingBytes[]): Generator<readonly OutgoingBytes[]> {
  let from = 0;
  let bytes = 0;
  for (let i = 0; i < records.length; i++) {
    const size = framedBytes(records[i]!);
    if (i > from && (i - from === BATCH_RECORDS_MAX || bytes + size > BATCH_BYTES_MAX)) {
      yield records.slice(from, i);
      from = i;
      bytes = 0;
    }
    bytes += size;
  }
  if (from < records.length) yield from === 0 ? records : records.slice(from);
}
