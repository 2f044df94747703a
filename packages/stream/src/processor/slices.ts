import type { LogRecord } from '../log.ts';
import type { Decoded } from './processor.ts';

export interface DecodedEntry<Input> {
  readonly record: LogRecord;
  readonly decoded: Decoded<Input>;
  /** The key of each input. */
  readonly keys: readonly string[];
}

/** A record that is not what its topic promises. */
export interface Poison {
  readonly record: LogRecord;
  readonly error: Error;
}

export type Entry<Input> = DecodedEntry<Input> | Poison;

export interface DecodedSlice<Input> {
  readonly entries: readonly DecodedEntry<Input>[];
  readonly keys: ReadonlySet<string>;
}

export type Slice<Input> = DecodedSlice<Input> | { readonly poison: Poison };

/**
 * Cuts records into slices that touch at most `keysMax` keys. One record is never cut, and one that
 * could not be decoded is a slice by itself, so that all before it is done with first.
 */
export function* cutIntoSlices<Input>(
  entries: Iterable<Entry<Input>>,
  keysMax: number,
): Generator<Slice<Input>> {
  let slice: DecodedEntry<Input>[] = [];
  let keys = new Set<string>();
  for (const entry of entries) {
    const own = 'error' in entry ? [] : entry.keys;
    if (slice.length > 0 && ('error' in entry || keys.size + own.length > keysMax)) {
      yield { entries: slice, keys };
      slice = [];
      keys = new Set();
    }
    if ('error' in entry) {
      yield { poison: entry };
      continue;
    }
    slice.push(entry);
    for (const key of own) keys.add(key);
  }
  if (slice.length > 0) yield { entries: slice, keys };
}
