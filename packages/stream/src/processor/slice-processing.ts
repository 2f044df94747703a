import type { ProcessingSpans } from '@freshet/tracing';
import type { Log, OutgoingRecord } from '../log.ts';
import { Outbox } from './outbox.ts';
import type { PartitionState } from './partition-state.ts';
import type { Derived, Observations, Processor } from './processor.ts';
import type { DecodedSlice } from './slices.ts';

const none: readonly unknown[] = [];

export interface SliceProcessingOptions<Input, State, Output> {
  readonly processor: Processor<Input, State, Output>;
  readonly state: PartitionState<Input, State, Output>;
  readonly log: Pick<Log, 'admin'>;
  /** Of the slice's records; undefined: none is part of a trace. */
  readonly spans: ProcessingSpans | undefined;
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
  /** By topic, in the order in which they are published. */
  readonly messages: readonly Messages[];
}

interface Messages {
  readonly topic: string;
  readonly records: readonly OutgoingRecord[];
}

/**
 * Processes a slice whose state was fetched: what follows from it, or what the processor failed on.
 * Nothing but the processor runs in here, so a failure is not one of an engine.
 */
export function processSlice<Input, State, Output>(
  { entries }: DecodedSlice<Input>,
  { processor, state, log, spans }: SliceProcessingOptions<Input, State, Output>,
): Processed | ProcessingFailure {
  const { derived, handovers } = processor;
  const outbox = derived && outboxOf(derived, log);
  const handedOver = handovers && outboxOf(handovers, log);
  const offsets: number[] = [];
  const observations: unknown[] = [];
  let first = entries[0]!.record.offset;
  let last = first;
  try {
    for (const entry of entries) {
      first = last = entry.record.offset;
      state.process(entry, (result) => {
        outbox?.add(last, result.outputs);
        handedOver?.add(last, result.handovers ?? none);
        for (const observation of result.observations ?? none) {
          offsets.push(last);
          observations.push(observation);
        }
      });
    }
    // A message holds outputs of many records.
    first = entries[0]!.record.offset;
    const { partition } = state.partition;
    const messages = [outbox, handedOver].flatMap((one) => {
      const records = one?.messages(partition, spans) ?? [];
      return records.length === 0 ? [] : [{ topic: one!.topic, records }];
    });
    return { observed: { offsets, observations }, messages };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)), first, last };
  }
}

function outboxOf<Output>(derived: Derived<Output>, log: Pick<Log, 'admin'>): Outbox<Output> {
  return new Outbox(derived, log.admin.partitions(derived.topic));
}
