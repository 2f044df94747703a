import type { EntryReader } from './entry-reader.ts';
import { type GorseRows, gorseEntries } from './gorse/entries.ts';
import { segmentEntries } from './segment/entries.ts';
import { snowplowEntries } from './snowplow/entries.ts';

/**
 * How entries of a protocol are read later, by what their request said beside them; undefined for a protocol that is
 * not known. To say of a Snowplow device whose it is once more changes nothing.
 */
export function readerOf(protocol: string, beside: object): EntryReader | undefined {
  switch (protocol) {
    case 'segment':
      return segmentEntries(beside as Parameters<typeof segmentEntries>[0]);
    case 'snowplow':
      return snowplowEntries({ ...(beside as Beside), isNews: () => true });
    case 'gorse':
      return gorseEntries(beside as GorseRows);
    default:
      return undefined;
  }
}

type Beside = Omit<Parameters<typeof snowplowEntries>[0], 'isNews'>;
