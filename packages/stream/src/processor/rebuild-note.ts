import type { Logger } from '@freshet/runtime';
import type { StatePartition } from '@freshet/store';
import type { ProcessorMetrics } from './metrics.ts';

/** `hadFence`: this process has seen one; `records`: how many the log holds for the partition. */
export type RebuildNote = (hadFence: boolean, records: number) => void;

export interface RebuildNoteOptions {
  readonly processor: { readonly group: string };
  readonly state: { readonly partition: StatePartition };
  readonly metrics: ProcessorMetrics;
  readonly logger: Logger;
}

/** Tells operators, once per rebuild, that a partition begins without state although there is a log. */
export function createRebuildNote(options: RebuildNoteOptions): RebuildNote {
  const { processor, state, metrics, logger } = options;
  let noted = false;
  return (hadFence, records) => {
    if (noted && !hadFence) return;
    noted = true;
    const { group } = processor;
    const { namespace, partition } = state.partition;
    metrics.rebuilds.inc({ group });
    const facts = { group, namespace, partition, records };
    if (hadFence) logger.warn(facts, 'the store was emptied, state is rebuilt from the log');
    else logger.info(facts, 'no state yet, it is built from the log');
  };
}
