import type { FeedItem, FeedOptions } from '../entry.ts';
import type { Refusal } from '../../report.ts';
import { isSaleOn, parsePrice } from './price.ts';

/** The attributes of one product, by their names in the Merchant product data specification. */
export type Attributes = ReadonlyMap<string, readonly string[]>;

/** Attributes kept as properties of the item, under their own names. */
const propertyNames = [
  'brand',
  'gtin',
  'mpn',
  'condition',
  'color',
  'size',
  'material',
  'gender',
  'age_group',
  'item_group_id',
  'custom_label_0',
  'custom_label_1',
  'custom_label_2',
  'custom_label_3',
  'custom_label_4',
];

const availability: Readonly<Record<string, boolean>> = {
  in_stock: true,
  available_for_order: true,
  preorder: true,
  backorder: true,
  out_of_stock: false,
};

/** A product as an item of the catalogue, or the first thing that is wrong with it. */
export function merchantItem(attributes: Attributes, options: FeedOptions): FeedItem | Refusal {
  const one = (name: string) => attributes.get(name)?.[0];
  const itemId = one('id');
  if (itemId === undefined) return { code: 'ID_MISSING', message: 'it has no id' };
  const priced = priceOf(one, options);
  if (priced !== undefined && 'code' in priced) return priced;
  const available =
    availability[
      one('availability')
        ?.toLowerCase()
        .replaceAll(/[\s-]+/g, '_') ?? 'in_stock'
    ];
  if (available === undefined) {
    return { code: 'AVAILABILITY_INVALID', message: `"${one('availability')}" is no availability` };
  }
  const published = one('pubDate') ?? one('published');
  const publishedAt = published === undefined ? undefined : Date.parse(published);
  if (Number.isNaN(publishedAt)) {
    return { code: 'TIME_INVALID', message: `"${published}" is no date of publication` };
  }
  return {
    itemId,
    ...present('title', one('title')),
    ...present('url', one('link')),
    ...present('image', one('image_link')),
    categories: categoriesOf(attributes),
    ...(priced && { price: priced.amount, currency: priced.currency }),
    available,
    ...(publishedAt !== undefined && { publishedAt }),
    properties: Object.fromEntries(
      propertyNames.flatMap((name) => {
        const value = one(name);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  };
}

function priceOf(one: (name: string) => string | undefined, { currency, now }: FeedOptions) {
  const regular = one('price');
  const sale = one('sale_price');
  const isOnSale = sale !== undefined && isSaleOn(one('sale_price_effective_date'), now);
  const text = isOnSale ? sale : regular;
  return text === undefined ? undefined : parsePrice(text, currency);
}

/**
 * Each category with all above it, the narrowest first: an item counts in the first of its categories.
 * The shop's own (`product_type`) before Google's; one that is a bare number of Google's says nothing.
 */
function categoriesOf(attributes: Attributes): readonly string[] {
  const own = attributes.get('product_type') ?? [];
  const google = (attributes.get('google_product_category') ?? []).filter(
    (name) => !/^\d+$/.test(name),
  );
  return [...new Set((own.length > 0 ? own : google).flatMap(withThoseAbove))];
}

/** Of `A > B > C`: `A > B > C`, `A > B`, `A`. */
function withThoseAbove(path: string): string[] {
  const names = path.split('>').map((name) => name.trim());
  return names
    .map((_, i) => names.slice(0, names.length - i).join(' > '))
    .filter((name) => name !== '');
}

function present<K extends string>(name: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: string };
}
