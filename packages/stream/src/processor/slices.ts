import type { LogRecord } from '../log.ts';
import type { Decoded } from './processor.ts';

export interface DecodedEntry<Input> {
  readonly record: LogRecord;
  readonly decoded: Decoded<Input>;
  /** The key of each input. */
  readonly keys: readonly string[];
}

/** A record that is not what its topic promises, or one that its processor fails on. */
export interface Poison {
  readonly record: LogRecord;
  /** What failed: reading it, or anything after that. */
  readonly step: 'decode' | 'process';
  readonly error: Error;
}

export type Entry<Input> = DecodedEntry<Input> | Poison;

export interface DecodedSlice<Input> {
  readonly entries: readonly DecodedEntry<Input>[];
  readonly keys: ReadonlySet<string>;
}

export type Slice<Input> = DecodedSlice<Input> | { readonly poison: Poison };

/**
 * Cuts records into slices that touch at most `keysMax` keys. One record is never cut. A poison record
 * is a slice by itself, so that all before it is done with first, and so is one at an offset that
 * `isSuspect`.
 */
export function* cutIntoSlices<Input>(
  entries: Iterable<Entry<Input>>,
  keysMax: number,
  isSuspect: (offset: number) => boolean,
): Generator<Slice<Input>> {
  let slice: DecodedEntry<Input>[] = [];
  let keys = new Set<string>();
  for (const entry of entries) {
    const own = 'error' in entry ? [] : entry.keys;
    const isApart = 'error' in entry || isSuspect(entry.record.offset);
    if (slice.length > 0 && (isApart || keys.size + own.length > keysMax)) {
      yield { entries: slice, keys };
      slice = [];
      keys = new Set();
    }
    if ('error' in entry) yield { poison: entry };
    else if (isApart) yield { entries: [entry], keys: new Set(own) };
    else {
      slice.push(entry);
      for (const key of own) keys.add(key);
    }
  }
  if (slice.length > 0) yield { entries: slice, keys };
}
