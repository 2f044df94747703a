import type { Log, OutgoingRecord } from '../log.ts';
import { Outbox } from './outbox.ts';
import type { PartitionState } from './partition-state.ts';
import type { Processor } from './processor.ts';
import type { DecodedSlice } from './slices.ts';

export interface SliceProcessingOptions<Input, State, Output> {
  readonly processor: Processor<Input, State, Output>;
  readonly state: PartitionState<Input, State, Output>;
  readonly log: Pick<Log, 'admin'>;
}

/** The processor threw at one of the records from offset `first` to `last`; memory is of no use now. */
export interface ProcessingFailure {
  readonly error: Error;
  readonly first: number;
  readonly last: number;
}

/**
 * Processes a slice whose state was fetched: the records to publish, or what the processor failed on.
 * Nothing but the processor runs in here, so a failure is not one of an engine.
 */
export function processSlice<Input, State, Output>(
  { entries }: DecodedSlice<Input>,
  { processor, state, log }: SliceProcessingOptions<Input, State, Output>,
): readonly OutgoingRecord[] | ProcessingFailure {
  const { derived } = processor;
  const outbox = derived && new Outbox(derived, log.admin.partitions(derived.topic));
  let first = entries[0]!.record.offset;
  let last = first;
  try {
    for (const entry of entries) {
      first = last = entry.record.offset;
      state.process(entry, (outputs) => outbox?.add(last, outputs));
    }
    // A message holds outputs of many records.
    first = entries[0]!.record.offset;
    return outbox?.messages(state.partition.partition) ?? [];
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)), first, last };
  }
}
