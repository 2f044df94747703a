import type { Log, OutgoingRecord } from '../log.ts';
import { Outbox } from './outbox.ts';
import type { PartitionState } from './partition-state.ts';
import type { Observations, Processor } from './processor.ts';
import type { DecodedSlice } from './slices.ts';

const none: readonly unknown[] = [];

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

/** What follows from a slice: what was observed, then the records to publish. */
export interface Processed {
  readonly observed: Observations<unknown>;
  readonly messages: readonly OutgoingRecord[];
}

/**
 * Processes a slice whose state was fetched: what follows from it, or what the processor failed on.
 * Nothing but the processor runs in here, so a failure is not one of an engine.
 */
export function processSlice<Input, State, Output>(
  { entries }: DecodedSlice<Input>,
  { processor, state, log }: SliceProcessingOptions<Input, State, Output>,
): Processed | ProcessingFailure {
  const { derived } = processor;
  const outbox = derived && new Outbox(derived, log.admin.partitions(derived.topic));
  const offsets: number[] = [];
  const observations: unknown[] = [];
  let first = entries[0]!.record.offset;
  let last = first;
  try {
    for (const entry of entries) {
      first = last = entry.record.offset;
      state.process(entry, (result) => {
        outbox?.add(last, result.outputs);
        for (const observation of result.observations ?? none) {
          offsets.push(last);
          observations.push(observation);
        }
      });
    }
    // A message holds outputs of many records.
    first = entries[0]!.record.offset;
    const messages = outbox?.messages(state.partition.partition) ?? [];
    return { observed: { offsets, observations }, messages };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)), first, last };
  }
}
