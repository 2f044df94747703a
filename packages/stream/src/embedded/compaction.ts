import { setImmediate as nextTurn } from 'node:timers/promises';
import { asBuffer } from '../record-key.ts';
import { decodeRecords, encodeBatch, type FramedRecord } from './batch-frame.ts';
import type { CompactedEntry, Databases } from './databases.ts';
import type { PartitionLog, StoredBatch } from './partition-log.ts';
import { writeDurably } from './transaction.ts';

/** A pass begins when as much has been appended as the last one left, and at least this. */
const APPENDED_BYTES_MIN = 1024 * 1024;
/** Keys that one pass holds in memory; what comes after is left for the next. */
const KEYS_MAX = 500_000;
/** How long a deletion is kept, so that every reader sees it, in ms (as Kafka's delete.retention.ms). */
const TOMBSTONE_MS = 24 * 3_600_000;
/** Batches rewritten in one transaction. */
const REWRITTEN_MAX = 64;

/**
 * Rewrites old batches without the records that a newer one of the same key replaces; offsets stay, so
 * gaps appear. As Kafka's log cleaner it first notes the newest offset of each key in what was appended
 * since the last pass, then goes over everything before. The newest batch is left as it is, and of the
 * oldest its frame, which marks the start.
 */
export async function compact(log: PartitionLog, databases: Databases): Promise<void> {
  const at: [number, number] = [log.topicId, log.partition];
  const last = databases.compacted.get(at) ?? { end: log.start, position: 0, keptBytes: 0 };
  if (log.position - last.position < Math.max(APPENDED_BYTES_MIN, last.keptBytes)) return;
  const survey = await newestOffsets(log, last.end);
  const keptBytes = await rewrite(log, survey, databases);
  const entry: CompactedEntry = { end: survey.end, position: survey.position, keptBytes };
  await writeDurably(databases, () => void databases.compacted.put(at, entry));
}

interface Survey {
  /** Offset of the newest record of each key between two passes. */
  readonly newest: ReadonlyMap<string, number>;
  /** How far it goes. */
  readonly end: number;
  readonly position: number;
}

async function newestOffsets(log: PartitionLog, from: number): Promise<Survey> {
  const newest = new Map<string, number>();
  let end = from;
  let position = 0;
  for (const batch of log.batches(from)) {
    ({ base: end, position } = batch);
    if (end + batch.span >= log.end || newest.size >= KEYS_MAX) break;
    for (const { key, offset } of decodeRecords(batch.base, batch.frame)) {
      if (key !== null) newest.set(nameOf(key), offset);
    }
    await nextTurn();
  }
  return { newest, end, position };
}

/** Answers with the bytes that are left. */
async function rewrite(log: PartitionLog, survey: Survey, databases: Databases): Promise<number> {
  const tombstonesBefore = Date.now() - TOMBSTONE_MS;
  let keptBytes = 0;
  let changes: (() => void)[] = [];
  const flush = async () => {
    const due = changes;
    changes = [];
    if (due.length > 0) await writeDurably(databases, () => due.forEach((change) => change()));
  };
  for (const batch of log.batches(log.start, survey.end)) {
    const { base, frame } = batch;
    const all = [...decodeRecords(base, frame)];
    const kept = all.filter((record) => stays(record, batch, survey, tombstonesBefore));
    const key: [number, number, number] = [log.topicId, log.partition, base];
    if (kept.length === all.length) {
      keptBytes += frame.length;
    } else if (kept.length === 0 && base !== log.start) {
      changes.push(() => void databases.batches.remove(key));
    } else {
      const smaller = encodeBatch(base, batch, kept);
      keptBytes += smaller.length;
      changes.push(() => void databases.batches.put(key, smaller));
    }
    if (changes.length === REWRITTEN_MAX) await flush();
    await nextTurn();
  }
  await flush();
  return keptBytes;
}

function stays(
  { key, value, offset }: FramedRecord,
  { timestamp }: StoredBatch,
  { newest }: Survey,
  tombstonesBefore: number,
): boolean {
  if (key === null) return true;
  if ((newest.get(nameOf(key)) ?? -1) > offset) return false;
  return value !== null || timestamp >= tombstonesBefore;
}

/** One character per byte: short, and the same only for the same key. */
const nameOf = (key: Uint8Array): string => asBuffer(key).toString('latin1');
