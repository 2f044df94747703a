import type { Log, PartitionOffsets } from './log.ts';

/** All partitions of an assignment ask at once: one request answers them. */
export function sharedOffsets(
  log: Log,
  topic: string,
): (partition: number) => Promise<PartitionOffsets> {
  let asked: Promise<readonly PartitionOffsets[]> | undefined;
  return async (partition) => {
    asked ??= log.admin.offsets(topic).finally(() => {
      asked = undefined;
    });
    const offsets = await asked;
    return offsets.find((entry) => entry.partition === partition)!;
  };
}
