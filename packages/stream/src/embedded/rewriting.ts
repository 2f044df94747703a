import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LogRecord } from '../log.ts';
import { decodeRecords, encodeBatch } from './batch-frame.ts';
import type { BatchKey, Databases } from './databases.ts';
import type { PartitionLog, StoredBatch } from './partition-log.ts';
import { writeDurably } from './transaction.ts';

/** What stands in the log in place of a record; it has no key. */
export type Replacement = Uint8Array | 'keep';

/** Batches rewritten in one transaction, so that publishing does not wait long behind it. */
const REWRITTEN_MAX = 64;

/**
 * Puts other values in place of records, each at its offset: readers find every offset as before. What the
 * pages held stays in the environment's file until they are used again.
 * @returns how many records it replaced.
 */
export async function rewriteRecords(
  log: PartitionLog,
  databases: Databases,
  replacementOf: (record: LogRecord) => Replacement,
): Promise<number> {
  let replaced = 0;
  let due: { key: BatchKey; frame: Buffer }[] = [];
  const flush = async () => {
    const batches = due;
    due = [];
    await writeDurably(databases, () => {
      for (const { key, frame } of batches) {
        // Unless retention was faster.
        if (databases.batches.doesExist(key)) void databases.batches.put(key, frame);
      }
    });
  };
  for (const batch of log.batches(log.start)) {
    const rewritten = rewrite(batch, replacementOf);
    replaced += rewritten.replaced;
    const key: BatchKey = [log.topicId, log.partition, batch.base];
    if (rewritten.replaced > 0) due.push({ key, frame: rewritten.frame });
    if (due.length === REWRITTEN_MAX) await flush();
    await nextTurn();
  }
  if (due.length > 0) await flush();
  return replaced;
}

function rewrite(
  batch: StoredBatch,
  replacementOf: (record: LogRecord) => Replacement,
): { readonly replaced: number; readonly frame: Buffer } {
  const { base, frame, timestamp } = batch;
  let replaced = 0;
  const records = [...decodeRecords(base, frame)].map((record) => {
    const value = replacementOf({ ...record, timestamp });
    if (value === 'keep') return record;
    replaced++;
    return { offset: record.offset, key: null, value };
  });
  return { replaced, frame: replaced === 0 ? frame : encodeBatch(base, batch, records) };
}
