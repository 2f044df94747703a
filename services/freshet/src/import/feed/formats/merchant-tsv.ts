import { type FeedEntry, type FeedOptions, isRefusal } from '../entry.ts';
import { merchantItem } from '../merchant/item.ts';
import { csvRows } from '../../source/csv-rows.ts';
import { type Source, unreadable } from '../../source/source.ts';

/**
 * Products of a Google Merchant text feed: a header line of attribute names, with spaces or
 * underscores, then a product a line, separated by tabs or commas.
 * @throws FreshetError IMPORT_FILE_INVALID without an `id` column, or where the file breaks off.
 */
export async function* merchantTsv(
  source: Source,
  options: FeedOptions,
): AsyncGenerator<FeedEntry> {
  let names: readonly string[] | undefined;
  let line = 1;
  try {
    for await (const row of csvRows(source)) {
      line = row.line;
      if (names === undefined) names = attributeNames(row.fields);
      else yield entryOf(row.fields, { names, line, options });
    }
    if (names === undefined) throw new Error('it is empty');
  } catch (cause) {
    throw unreadable(source.name, cause, `line ${line}`);
  }
}

function attributeNames(header: readonly string[]): readonly string[] {
  const names = header.map((name) =>
    name.trim().toLowerCase().replace(/^g:/, '').replaceAll(/\s+/g, '_'),
  );
  if (names.includes('id')) return names;
  throw new Error(
    `the header "${header.join(' ').slice(0, 200)}" has no column id; a feed is Google Merchant XML or ` +
      'text, JSON lines of items, or a products.json of Shopify',
  );
}

function entryOf(
  record: readonly string[],
  { names, line, options }: { names: readonly string[]; line: number; options: FeedOptions },
): FeedEntry {
  const place = `line ${line}`;
  if (record.length !== names.length) {
    const message = `${record.length} fields where the header has ${names.length}`;
    return { place, itemId: undefined, item: { code: 'FIELDS_MISMATCHED', message } };
  }
  const attributes = new Map<string, string[]>();
  for (const [i, name] of names.entries()) {
    const value = record[i]!.trim();
    if (value !== '') attributes.set(name, [value]);
  }
  const item = merchantItem(attributes, options);
  return { place, itemId: isRefusal(item) ? attributes.get('id')?.[0] : item.itemId, item };
}
