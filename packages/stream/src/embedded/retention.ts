import type { Databases } from './databases.ts';
import type { PartitionLog } from './partition-log.ts';
import { writeDurably } from './transaction.ts';

/** Batches removed in one transaction, so that publishing does not wait long behind it. */
const REMOVED_MAX = 256;

export interface RetentionBounds {
  /** Age in ms after which a batch goes. */
  readonly retentionMs: number | undefined;
  /** Bytes of the partition at which its oldest batch goes; undefined or −1: unbounded. */
  readonly retentionBytes: number | undefined;
}

/** Drops whole batches from the start of a partition, those that are too old or too many bytes ago. */
export async function expire(
  log: PartitionLog,
  { retentionMs, retentionBytes = -1 }: RetentionBounds,
  databases: Databases,
): Promise<void> {
  const oldest = retentionMs === undefined ? -Infinity : Date.now() - retentionMs;
  // Like Kafka, a partition keeps what lies across the bound.
  const first = retentionBytes < 0 ? -Infinity : log.position - retentionBytes;
  for (;;) {
    const bases: number[] = [];
    let start = log.start;
    for (const { base, span, timestamp, position, frame } of log.batches(log.start)) {
      const expired = timestamp < oldest || position + frame.length <= first;
      if (!expired || bases.length === REMOVED_MAX) break;
      bases.push(base);
      start = base + span;
    }
    if (bases.length === 0) return;
    await remove(log, { bases, start }, databases);
  }
}

async function remove(
  log: PartitionLog,
  { bases, start }: { bases: readonly number[]; start: number },
  databases: Databases,
): Promise<void> {
  const { topicId, partition, position } = log;
  const empties = start === log.end;
  log.startsAt(start);
  await writeDurably(databases, () => {
    for (const base of bases) void databases.batches.remove([topicId, partition, base]);
    if (empties) void databases.ends.put([topicId, partition], { end: start, position });
  });
}
