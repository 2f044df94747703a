import type { Log, PartitionOffsets } from '../log.ts';
import { type Mirror, mirrorGroup } from './mirrors.ts';

/**
 * Offsets behind the last records that may hold none: markers of Kafka's transactions. So few are
 * looked at; more count as records.
 */
const MARKERS_MAX = 64;

interface Gap {
  readonly partition: number;
  readonly from: number;
  readonly to: number;
}

/** Offsets that the mirror has to go, as the log ends now; a few of them may hold no record. */
export async function mirrorLag(log: Log, mirror: Mirror): Promise<number> {
  const ends = await log.admin.offsets(mirror.from.topic.name);
  return sizeOf(await gapsBefore(log, mirror, ends));
}

/** Records that the mirror has not handed on, as the log ends now; may take a second to find out. */
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
  const gaps = await gapsBefore(log, mirror, ends);
  const lag = sizeOf(gaps);
  if (lag > MARKERS_MAX) return lag;
  const records = await Promise.all(gaps.map((gap) => countRecords(log, { ...gap, topic })));
  return records.reduce((sum, count) => sum + count, 0);
}

async function gapsBefore(
  log: Log,
  mirror: Mirror,
  ends: readonly PartitionOffsets[],
): Promise<Gap[]> {
  const next = new Map<number, number>();
  const topic = mirror.from.topic.name;
  for (const { partition, offset } of await log.admin.committed(mirrorGroup(mirror), topic)) {
    next.set(partition, offset);
  }
  return ends
    .map(({ partition, start, end }) => {
      return { partition, from: Math.max(start, next.get(partition) ?? 0), to: end };
    })
    .filter(({ from, to }) => to > from);
}

function sizeOf(gaps: readonly Gap[]): number {
  return gaps.reduce((sum, { from, to }) => sum + to - from, 0);
}

async function countRecords(log: Log, range: Gap & { readonly topic: string }): Promise<number> {
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
