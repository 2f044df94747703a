import type { Source } from '../../source/source.ts';
import type { EventEntry } from '../entry.ts';
import { type CsvOptions, csvEvents } from './csv.ts';
import { ga4Event } from './ga4-export.ts';
import { eventLines, ownEvent } from './json-lines.ts';
import { shopifyOrders } from './shopify-orders.ts';

export interface EventFile {
  readonly entries: AsyncGenerator<EventEntry>;
  /** Whether its entries may come in any order. */
  readonly isUnsorted: boolean;
}

/** The entries of a file, by what its first characters show it to be. */
export function eventFile(source: Source, options: CsvOptions): EventFile {
  const start = source.start.toString('latin1').replace(/^(\xef\xbb\xbf)?\s*/, '');
  if (/^\{\s*"orders"\s*:/.test(start)) return { entries: shopifyOrders(source), isUnsorted: true };
  if (!start.startsWith('{')) return { entries: csvEvents(source, options), isUnsorted: false };
  const [firstLine = ''] = start.split('\n', 1);
  return firstLine.includes('"event_timestamp"')
    ? { entries: eventLines(source, ga4Event), isUnsorted: true }
    : { entries: eventLines(source, ownEvent), isUnsorted: false };
}
