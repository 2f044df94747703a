import { firstText } from '../../source/first-text.ts';
import type { Source } from '../../source/source.ts';
import type { EventEntry } from '../entry.ts';
import { type CsvOptions, csvEvents } from './csv.ts';
import { ga4Event } from './ga4-export.ts';
import { eventsIn, ownEvent } from './json-events.ts';
import { shopifyOrders } from './shopify-orders.ts';

export interface EventFile {
  readonly entries: AsyncGenerator<EventEntry>;
  /** Whether its entries may come in any order. */
  readonly isUnsorted: boolean;
}

/** The entries of a file, by what its first characters show it to be. */
export function eventFile(source: Source, options: CsvOptions): EventFile {
  const start = firstText(source);
  if (/^\{\s*"orders"\s*:/.test(start)) return { entries: shopifyOrders(source), isUnsorted: true };
  if (!/^[{[]/.test(start)) return { entries: csvEvents(source, options), isUnsorted: false };
  // A list may have one element over many lines.
  const [firstLine = ''] = start.startsWith('[') ? [start] : start.split('\n', 1);
  // Other files have dates of events too.
  const isGa4 = firstLine.includes('"event_timestamp"') && firstLine.includes('"event_name"');
  return isGa4
    ? { entries: eventsIn(source, ga4Event), isUnsorted: true }
    : { entries: eventsIn(source, ownEvent), isUnsorted: false };
}
