import type { Retention } from '../log.ts';
import type { Databases } from './databases.ts';
import type { PartitionLog, StoredBatch } from './partition-log.ts';
import { writeDurably } from './transaction.ts';

/** Batches removed in one transaction, so that publishing does not wait long behind it. */
const REMOVED_MAX = 256;

/** Drops whole batches from the start of a partition, those that are too old or too many bytes ago. */
export async function expire(
  log: PartitionLog,
  { ms, bytes }: Retention,
  databases: Databases,
): Promise<void> {
  const oldest = ms < 0 ? -Infinity : Date.now() - ms;
  // Like Kafka, a partition keeps what lies across the bound.
  const first = bytes < 0 ? -Infinity : log.position - bytes;
  await dropWhile(log, databases, ({ timestamp, position, frame }) => {
    return timestamp < oldest || position + frame.length <= first;
  });
}

/** Drops the batches that end before `offset`. */
export async function removeBefore(
  log: PartitionLog,
  offset: number,
  databases: Databases,
): Promise<void> {
  await dropWhile(log, databases, ({ base, span }) => base + span <= offset);
}

async function dropWhile(
  log: PartitionLog,
  databases: Databases,
  isOver: (batch: StoredBatch) => boolean,
): Promise<void> {
  for (;;) {
    const bases: number[] = [];
    let start = log.start;
    for (const batch of log.batches(log.start)) {
      if (!isOver(batch) || bases.length === REMOVED_MAX) break;
      bases.push(batch.base);
      start = batch.base + batch.span;
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
