import { headersBytes, type RecordHeaders } from '../record-headers.ts';

/**
 * One appended batch as it lies on disk, under the offset of its first record (its base):
 *
 *   uint8 version · uint32 count · uint32 span · float64 timestamp · float64 position
 *   then per record: uint32 offset − base · int32 key bytes · int32 value bytes · key · value
 *   then, only where a record has headers: JSON { offset − base: { name: text } } up to the end
 *
 * All little-endian; a length of −1 is null. Headers come last because releases that do not know of them
 * read as many records as are counted, and never look behind. One entry per batch instead of per record keeps a group
 * commit at a few puts, as Kafka's record batch does.
 */
const VERSION = 1;
const HEADER_BYTES = 25;
const RECORD_HEADER_BYTES = 12;

export interface BatchHeader {
  /** Offsets the batch covers, whether their records are still there or not. */
  readonly span: number;
  /** Epoch ms at which it was appended; the same for all its records. */
  readonly timestamp: number;
  /** Bytes appended to the partition before this batch, since its beginning. */
  readonly position: number;
}

export interface FramedRecord {
  readonly offset: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers?: RecordHeaders | undefined;
}

/** A record to be framed; without an offset it follows the one before without a gap. */
export type OutgoingFrame = Omit<FramedRecord, 'offset'> & { readonly offset?: number };

/** Bytes that a record takes in a batch, its headers' punctuation not counted. */
export function framedBytes({ key, value, headers }: Omit<FramedRecord, 'offset'>): number {
  return recordBytes(key, value) + headersBytes(headers);
}

function recordBytes(key: Uint8Array | null, value: Uint8Array | null): number {
  return RECORD_HEADER_BYTES + (key?.length ?? 0) + (value?.length ?? 0);
}

export function encodeBatch(
  base: number,
  { span, timestamp, position }: BatchHeader,
  records: readonly OutgoingFrame[],
): Buffer {
  const headers = encodeHeaders(base, records);
  let size = HEADER_BYTES + headers.length;
  for (const { key, value } of records) size += recordBytes(key, value);
  const frame = Buffer.allocUnsafe(size);
  frame[0] = VERSION;
  frame.writeUInt32LE(records.length, 1);
  frame.writeUInt32LE(span, 5);
  frame.writeDoubleLE(timestamp, 9);
  frame.writeDoubleLE(position, 17);
  let at = HEADER_BYTES;
  for (let i = 0; i < records.length; i++) {
    const { offset = base + i, key, value } = records[i]!;
    frame.writeUInt32LE(offset - base, at);
    frame.writeInt32LE(key?.length ?? -1, at + 4);
    frame.writeInt32LE(value?.length ?? -1, at + 8);
    at += RECORD_HEADER_BYTES;
    if (key !== null) frame.set(key, at);
    at += key?.length ?? 0;
    if (value !== null) frame.set(value, at);
    at += value?.length ?? 0;
  }
  frame.set(headers, at);
  return frame;
}

const NO_HEADERS = Buffer.alloc(0);

function encodeHeaders(base: number, records: readonly OutgoingFrame[]): Buffer {
  let byDelta: Record<number, RecordHeaders> | undefined;
  for (let i = 0; i < records.length; i++) {
    const { offset = base + i, headers } = records[i]!;
    if (headers === undefined || Object.keys(headers).length === 0) continue;
    (byDelta ??= {})[offset - base] = headers;
  }
  return byDelta === undefined ? NO_HEADERS : Buffer.from(JSON.stringify(byDelta));
}

export function decodeHeader(frame: Buffer): BatchHeader {
  if (frame[0] !== VERSION) {
    throw new Error(`a batch on disk has version ${frame[0]}, this process reads ${VERSION}`);
  }
  return {
    span: frame.readUInt32LE(5),
    timestamp: frame.readDoubleLE(9),
    position: frame.readDoubleLE(17),
  };
}

/** The records of a batch at or after `from`, as views into the frame. */
export function* decodeRecords(
  base: number,
  frame: Buffer,
  from = base,
): Generator<FramedRecord, void, undefined> {
  const count = frame.readUInt32LE(1);
  const headers = decodeHeaders(frame, count);
  let at = HEADER_BYTES;
  for (let i = 0; i < count; i++) {
    const delta = frame.readUInt32LE(at);
    const offset = base + delta;
    const keyBytes = frame.readInt32LE(at + 4);
    const valueBytes = frame.readInt32LE(at + 8);
    const keyAt = at + RECORD_HEADER_BYTES;
    const valueAt = keyAt + Math.max(keyBytes, 0);
    at = valueAt + Math.max(valueBytes, 0);
    if (offset < from) continue;
    const key = keyBytes < 0 ? null : frame.subarray(keyAt, valueAt);
    const value = valueBytes < 0 ? null : frame.subarray(valueAt, at);
    const own = headers?.[delta];
    yield own === undefined ? { offset, key, value } : { offset, key, value, headers: own };
  }
}

function decodeHeaders(
  frame: Buffer,
  count: number,
): Readonly<Record<number, RecordHeaders>> | undefined {
  let at = HEADER_BYTES;
  for (let i = 0; i < count; i++) {
    const keyBytes = Math.max(frame.readInt32LE(at + 4), 0);
    at += RECORD_HEADER_BYTES + keyBytes + Math.max(frame.readInt32LE(at + 8), 0);
  }
  return at === frame.length ? undefined : JSON.parse(frame.toString('utf8', at));
}
