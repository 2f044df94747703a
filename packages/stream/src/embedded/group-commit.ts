import type { Place } from '../log.ts';
import type { RecordHeaders } from '../record-headers.ts';
import type { Databases } from './databases.ts';
import type { PartitionLog } from './partition-log.ts';
import type { StoredTopic } from './topics.ts';
import { writeDurably } from './transaction.ts';

/** A record bound to its partition. */
export interface Bound {
  readonly partition: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: RecordHeaders | undefined;
}

export interface Call {
  readonly topic: StoredTopic;
  readonly records: readonly Bound[];
}

/** Records of one partition, in the order of the calls. */
interface Share {
  readonly log: PartitionLog;
  readonly records: Bound[];
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
  const { shares, places } = shareOut(calls);
  const now = Date.now();
  const appendices = shares.map(({ log, records }) => ({ log, appendix: log.frame(records, now) }));
  await writeDurably(databases, () => {
    for (const { appendix } of appendices) {
      for (const { key, frame } of appendix.batches) void databases.batches.put(key, frame);
    }
  });
  for (const { log, appendix } of appendices) log.appended(appendix);
  return places;
}

function shareOut(calls: readonly Call[]) {
  const shares = new Map<PartitionLog, Share>();
  const places = calls.map(({ topic, records }) =>
    records.map((record): Place => {
      const { partition } = record;
      const log = topic.partitions[partition]!;
      let share = shares.get(log);
      if (share === undefined) {
        share = { log, records: [] };
        shares.set(log, share);
      }
      return { partition, offset: log.end + share.records.push(record) - 1 };
    }),
  );
  return { shares: [...shares.values()], places };
}
