import type { FeedEntry, FeedItem } from '../entry.ts';
import { LINE_BYTES_MAX, linesOf } from '../../source/lines.ts';
import { type Source, unreadable } from '../../source/source.ts';
import type { Refusal } from '../../report.ts';

/** Items as `POST /v1/items` takes them, one a line; the intake checks them. @throws FreshetError IMPORT_FILE_INVALID. */
export async function* jsonLines(source: Source): AsyncGenerator<FeedEntry> {
  let line = 0;
  try {
    for await (const { number, text } of linesOf(source.content())) {
      line = number;
      const item = text === undefined ? tooLong : parseItem(text);
      const itemId = 'itemId' in item ? item.itemId : undefined;
      yield { place: `line ${number}`, itemId, item };
    }
  } catch (cause) {
    throw unreadable(source.name, cause, `line ${line + 1}`);
  }
}

const tooLong: Refusal = {
  code: 'LINE_TOO_LONG',
  message: `it is longer than ${LINE_BYTES_MAX} bytes`,
};

function parseItem(text: string): FeedItem | Refusal {
  try {
    const item: unknown = JSON.parse(text);
    if (typeof item === 'object' && item !== null && 'itemId' in item) {
      if (typeof item.itemId === 'string') return item as FeedItem;
    }
  } catch (error) {
    return { code: 'JSON_INVALID', message: (error as Error).message };
  }
  return { code: 'ID_MISSING', message: 'it is no object with an itemId that is a text' };
}
