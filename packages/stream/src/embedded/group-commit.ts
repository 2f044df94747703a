import type { Place } from '../log.ts';
import type { Databases } from './databases.ts';
import type { PartitionLog } from './partition-log.ts';
import type { StoredTopic } from './topics.ts';
import { writeDurably } from './transaction.ts';

/** A record bound to its partition. */
export interface Bound {
  readonly partition: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
}

export interface Call {
  readonly topic: StoredTopic;
  readonly records: readonly Bound[];
}

/** Records of one partition, in the order of the calls, each with its place to be filled in. */
interface Share {
  readonly log: PartitionLog;
  readonly records: Bound[];
  readonly places: { readonly of: Place[]; readonly index: number }[];
}

/**
 * Appends what a group of calls brings, in one transaction; answers with the places of each call. No
 * other group may be under way, since offsets begin at the current end.
 * @throws FreshetError LOG_UNREACHABLE; then nothing was appended.
 */
export async function commitGroup(
  calls: readonly Call[],
  databases: Databases,
): Promise<readonly (readonly Place[])[]> {
  const places = calls.map((): Place[] => []);
  const now = Date.now();
  const appendices = sharesOf(calls, places).map((share) => {
    const appendix = share.log.frame(share.records, now);
    for (const [i, { of, index }] of share.places.entries()) {
      of[index] = { partition: share.log.partition, offset: appendix.base + i };
    }
    return { log: share.log, appendix };
  });
  await writeDurably(databases, () => {
    for (const { appendix } of appendices) {
      for (const { key, frame } of appendix.batches) void databases.batches.put(key, frame);
    }
  });
  for (const { log, appendix } of appendices) log.appended(appendix);
  return places;
}

function sharesOf(calls: readonly Call[], places: readonly Place[][]): readonly Share[] {
  const shares = new Map<PartitionLog, Share>();
  for (const [i, { topic, records }] of calls.entries()) {
    const of = places[i]!;
    for (const [index, record] of records.entries()) {
      const log = topic.partitions[record.partition]!;
      let share = shares.get(log);
      if (share === undefined) {
        share = { log, records: [], places: [] };
        shares.set(log, share);
      }
      share.records.push(record);
      share.places.push({ of, index });
    }
  }
  return [...shares.values()];
}
