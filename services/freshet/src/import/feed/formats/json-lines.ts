import type { FeedEntry, FeedItem } from '../entry.ts';
import { jsonValues } from '../../source/json-values.ts';
import type { Source } from '../../source/source.ts';
import type { Refusal } from '../../report.ts';

/** Items as `POST /v1/items` takes them, one a line or as one list; the intake checks them. @throws FreshetError IMPORT_FILE_INVALID. */
export async function* itemLines(source: Source): AsyncGenerator<FeedEntry> {
  for await (const { place, ...line } of jsonValues(source)) {
    const item = 'refusal' in line ? line.refusal : itemIn(line.value);
    yield { place, itemId: 'itemId' in item ? item.itemId : undefined, item };
  }
}

function itemIn(item: unknown): FeedItem | Refusal {
  if (typeof item === 'object' && item !== null && 'itemId' in item) {
    if (typeof item.itemId === 'string') return item as FeedItem;
  }
  return { code: 'ID_MISSING', message: 'it is no object with an itemId that is a text' };
}
