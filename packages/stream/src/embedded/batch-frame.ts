/**
 * One appended batch as it lies on disk, under the offset of its first record (its base):
 *
 *   uint8 version · uint32 count · uint32 span · float64 timestamp · float64 position
 *   then per record: uint32 offset − base · int32 key bytes · int32 value bytes · key · value
 *
 * All little-endian; a length of −1 is null. One entry per batch instead of per record keeps a group
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
}

/** A record to be framed; without an offset it follows the one before without a gap. */
export type OutgoingFrame = Omit<FramedRecord, 'offset'> & { readonly offset?: number };

/** Bytes that a record takes in a batch. */
export function framedBytes(key: Uint8Array | null, value: Uint8Array | null): number {
  return RECORD_HEADER_BYTES + (key?.length ?? 0) + (value?.length ?? 0);
}

export function encodeBatch(
  base: number,
  { span, timestamp, position }: BatchHeader,
  records: readonly OutgoingFrame[],
): Buffer {
  let size = HEADER_BYTES;
  for (const { key, value } of records) size += framedBytes(key, value);
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
  return frame;
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
  let at = HEADER_BYTES;
  for (let i = 0; i < count; i++) {
    const offset = base + frame.readUInt32LE(at);
    const keyBytes = frame.readInt32LE(at + 4);
    const valueBytes = frame.readInt32LE(at + 8);
    const keyAt = at + RECORD_HEADER_BYTES;
    const valueAt = keyAt + Math.max(keyBytes, 0);
    at = valueAt + Math.max(valueBytes, 0);
    if (offset < from) continue;
    yield {
      offset,
      key: keyBytes < 0 ? null : frame.subarray(keyAt, valueAt),
      value: valueBytes < 0 ? null : frame.subarray(valueAt, at),
    };
  }
}
