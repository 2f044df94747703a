import { createCodec } from './codec.ts';
import { version } from './schema-version.ts';
import type { DeadLetter } from './types.ts';
import { unlessUnreadable } from './unreadable.ts';

/** Stands as the topic of a letter about a row that was refused before it came to one. */
export const INTAKE = 'intake';

/** What ingest refused of another protocol's request: the value of its dead letter. */
export interface RefusedRow {
  readonly site: string;
  /** Keys of all profiles that it names, whether or not it may speak for them: it is erased with each. */
  readonly owners: readonly string[];
  /** JSON: what its request said beside it; null where that was too much to keep. */
  readonly beside: string | null;
  /** JSON, of a long one the beginning. */
  readonly row: Buffer;
  readonly isCut: boolean;
}

export const refusedRowCodec = createCodec<RefusedRow>('refused-row', [
  version(34, 'refused-row.1'),
]);

/** The row that a letter is about; undefined for a letter about anything else. */
export function refusedRow({
  topic,
  value,
}: Pick<DeadLetter, 'topic' | 'value'>): RefusedRow | undefined {
  if (topic !== INTAKE || value === null) return undefined;
  return unlessUnreadable(() => refusedRowCodec.decode(value));
}
