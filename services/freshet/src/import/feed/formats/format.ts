import type { FeedEntry, FeedOptions } from '../entry.ts';
import { firstText } from '../../source/first-text.ts';
import type { Source } from '../../source/source.ts';
import { itemLines } from './json-lines.ts';
import { merchantTsv } from './merchant-tsv.ts';
import { merchantXml } from './merchant-xml.ts';
import { shopify } from './shopify.ts';

/** The entries of a feed, by what its first characters show it to be. @throws FreshetError IMPORT_FILE_INVALID. */
export function entriesOf(source: Source, options: FeedOptions): AsyncGenerator<FeedEntry> {
  const start = firstText(source);
  if (start.startsWith('<') || /^(\xff\xfe|\xfe\xff)/.test(start))
    return merchantXml(source, options);
  if (/^\{\s*"products"\s*:/.test(start)) return shopify(source, options);
  if (/^[{[]/.test(start)) return itemLines(source);
  return merchantTsv(source, options);
}
