import { topics, UnknownSchema } from '@freshet/events';
import { type ErrorCode, FreshetError, type Logger } from '@freshet/runtime';
import type { StatePartition } from '@freshet/store';
import type { Log } from '../log.ts';
import { encodeDeadLetter } from './dead-letter.ts';
import type { ProcessorMetrics } from './metrics.ts';
import type { Processor } from './processor.ts';
import type { Poison } from './slices.ts';

export interface BurialOptions {
  readonly processor: Pick<Processor<never, never, never>, 'group' | 'input'>;
  readonly state: { readonly partition: StatePartition };
  readonly log: Pick<Log, 'publisher'>;
  readonly logger: Logger;
  readonly metrics: ProcessorMetrics;
  /** Epoch ms. */
  readonly clock: () => number;
}

/**
 * Files poison from outside as a dead letter. Our own, and a record of a newer version, stops the
 * partition.
 * @throws FreshetError RECORD_UNDECODABLE, RECORD_UNPROCESSABLE or SCHEMA_UNKNOWN where it does.
 */
export async function bury(poison: Poison, options: BurialOptions): Promise<void> {
  const { processor, state, log, logger, metrics, clock } = options;
  const { record, step, error } = poison;
  const { group, input } = processor;
  const { partition } = state.partition;
  const code = codeOf(poison);
  if (code === 'SCHEMA_UNKNOWN' || input.kind !== 'intake') {
    const what = step === 'decode' ? 'cannot be read' : `cannot be processed by ${group}`;
    const where = `${input.name}/${partition} at offset ${record.offset}`;
    throw new FreshetError(code, `${where} ${what}: ${error.message}`, { cause: error });
  }
  const origin = { topic: input.name, partition, group, step, code };
  const value = encodeDeadLetter(record, { ...origin, message: error.message, at: clock() });
  await log.publisher.publish(topics.deadLetters.name, [{ value }]);
  metrics.deadLetters.inc({ group, code });
  // The letter has no room for the stack, and a processor that fails is for its developers.
  if (step === 'process') {
    const place = { group, topic: input.name, partition, offset: record.offset };
    logger.warn({ err: error, ...place }, 'a record that cannot be processed is in dead letters');
  }
}

function codeOf({ step, error }: Poison): ErrorCode {
  if (step === 'process') return 'RECORD_UNPROCESSABLE';
  return error instanceof UnknownSchema ? 'SCHEMA_UNKNOWN' : 'RECORD_UNDECODABLE';
}
