import { isUnreadable } from '@freshet/events';
import type { LogRecord } from '../log.ts';
import type { Processor } from './processor.ts';
import type { Entry } from './slices.ts';

/** One after another: a batch decoded whole outlives the young generation. */
export function* decodeEach<Input>(
  processor: Pick<Processor<Input, never, never>, 'decode' | 'key'>,
  records: readonly LogRecord[],
): Generator<Entry<Input>> {
  for (const record of records) yield decode(processor, record);
}

function decode<Input>(
  processor: Pick<Processor<Input, never, never>, 'decode' | 'key'>,
  record: LogRecord,
): Entry<Input> {
  if (record.isForgotten) return { record, decoded: { inputs: [] }, keys: [] };
  try {
    const decoded = processor.decode(record);
    return { record, decoded, keys: decoded.inputs.map((input) => processor.key(input)) };
  } catch (error) {
    return {
      record,
      step: isUnreadable(error) ? 'decode' : 'process',
      error: error instanceof Error ? error : new Error(String(error)),
    };
  }
}
