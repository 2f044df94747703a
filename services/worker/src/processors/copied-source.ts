import type { Origin } from '@freshet/events';

/** No topic of events has as many partitions. */
const PARTITIONS_BOUND = 65_536;

/** Where a copied event comes from: partitions of all topics that copies come from, as one numbering. */
export function sourceOf({ topic, partition, offset }: Origin) {
  return { partition: topic * PARTITIONS_BOUND + partition, offsets: [offset] };
}
