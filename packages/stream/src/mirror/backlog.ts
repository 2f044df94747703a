import type { Log, PartitionOffsets } from '../log.ts';
import { type Mirror, mirrorGroup } from './mirrors.ts';

/**
 * Offsets behind the last record of a partition that may hold none: markers of Kafka's transactions.
 * So few are looked at; more count as records.
 */
const MARKERS_MAX = 16;

/** Records of each partition, as the log ends now, that the mirror has not handed on. */
export async function mirrorBacklog(log: Log, mirror: Mirror): Promise<number> {
  const ends = await log.admin.offsets(mirror.from.topic.name);
  return backlogBefore(log, mirror, ends);
}

/** Records before these ends that the mirror has not handed on. */
export async function backlogBefore(
  log: Log,
  mirror: Mirror,
  ends: readonly PartitionOffsets[],
): Promise<number> {
  const topic = mirror.from.topic.name;
  const next = new Map<number, number>();
  for (const { partition, offset } of await log.admin.committed(mirrorGroup(mirror), topic)) {
    next.set(partition, offset);
  }
  const left = await Promise.all(
    ends.map(async ({ partition, start, end }) => {
      const from = Math.max(start, next.get(partition) ?? 0);
      const records = Math.max(0, end - from);
      if (records === 0 || records > MARKERS_MAX) return records;
      return countRecords(log, { topic, partition, from, to: end });
    }),
  );
  return left.reduce((sum, records) => sum + records, 0);
}

async function countRecords(
  log: Log,
  range: { topic: string; partition: number; from: number; to: number },
): Promise<number> {
  let count = 0;
  await log.read({
    ...range,
    handle(records) {
      count += records.length;
      return Promise.resolve('more');
    },
  });
  return count;
}
