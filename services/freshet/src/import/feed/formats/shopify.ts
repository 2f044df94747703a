import { isObject } from '@freshet/runtime';
import type { FeedEntry, FeedItem, FeedOptions } from '../entry.ts';
import { jsonElements } from '../../source/json-elements.ts';
import type { Source } from '../../source/source.ts';
import type { Refusal } from '../../report.ts';

/** A product of `products.json`, of the storefront or of the Admin REST API; what is read of it. */
interface Product {
  readonly id?: unknown;
  readonly title?: unknown;
  readonly handle?: unknown;
  readonly vendor?: unknown;
  readonly product_type?: unknown;
  readonly published_at?: unknown;
  /** Admin API: active, archived or draft. */
  readonly status?: unknown;
  /** A list, or one text with commas. */
  readonly tags?: unknown;
  readonly variants?: unknown;
  readonly images?: unknown;
}

interface Variant {
  readonly price?: unknown;
  /** Storefront. */
  readonly available?: unknown;
  /** Admin API. */
  readonly inventory_management?: unknown;
  readonly inventory_policy?: unknown;
  readonly inventory_quantity?: unknown;
}

/** Products of Shopify's `products.json`; an item is a product, not a variant. @throws FreshetError IMPORT_FILE_INVALID. */
export async function* shopify(source: Source, options: FeedOptions): AsyncGenerator<FeedEntry> {
  const shopUrl = options.shopUrl ?? source.address?.origin;
  let place = 0;
  for await (const product of jsonElements(source, 'products')) {
    place++;
    const item = shopifyItem(product, { ...options, shopUrl });
    const itemId = 'itemId' in item ? item.itemId : undefined;
    yield { place: `product ${place}`, itemId, item };
  }
}

export function shopifyItem(
  input: unknown,
  { currency, shopUrl }: FeedOptions,
): FeedItem | Refusal {
  if (!isObject(input)) return idMissing;
  const product: Product = input;
  const { id, title, handle, vendor, product_type: type } = product;
  if (typeof id !== 'number' && !isText(id)) return idMissing;
  const variants = (Array.isArray(product.variants) ? product.variants : []).filter(
    isObject,
  ) as Variant[];
  const onSale = variants.filter(isAvailable);
  const offered = onSale.length > 0 ? onSale : variants;
  const prices = offered.map(({ price }) => price).filter((price) => price !== undefined);
  const wrong = prices.find((price) => !isPrice(price));
  if (wrong !== undefined) {
    return { code: 'PRICE_INVALID', message: `${JSON.stringify(wrong)} is no price` };
  }
  const published = product.published_at;
  const publishedAt = isText(published) ? Date.parse(published) : undefined;
  if (Number.isNaN(publishedAt)) {
    return { code: 'TIME_INVALID', message: `"${published as string}" is no time of publication` };
  }
  const isPublished = published !== null && (product.status ?? 'active') === 'active';
  const image = imageOf(product.images);
  return {
    itemId: String(id),
    ...(isText(title) && { title }),
    ...(isText(handle) &&
      shopUrl && { url: new URL(`/products/${encodeURIComponent(handle)}`, shopUrl).href }),
    ...(image !== undefined && { image }),
    categories: isText(type) ? [type] : [],
    ...(prices.length > 0 && { price: Math.min(...prices.map(Number)) }),
    ...(currency !== undefined && prices.length > 0 && { currency }),
    available: isPublished && onSale.length > 0,
    ...(publishedAt !== undefined && { publishedAt }),
    properties: {
      ...(isText(vendor) && { brand: vendor }),
      ...(isText(handle) && { handle }),
      tags: tagsOf(product.tags),
    },
  };
}

const idMissing: Refusal = { code: 'ID_MISSING', message: 'it is no product with an id' };

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isPrice = (value: unknown): boolean =>
  isText(value) || typeof value === 'number' ? Number(value) >= 0 : false;

/** An Admin API's variant is there while stock is left, is not counted, or may be sold beyond it. */
function isAvailable(variant: Variant): boolean {
  if (typeof variant.available === 'boolean') return variant.available;
  const {
    inventory_management: management,
    inventory_policy: policy,
    inventory_quantity: quantity,
  } = variant;
  if (management == null || policy === 'continue') return true;
  return typeof quantity === 'number' && quantity > 0;
}

function imageOf(images: unknown): string | undefined {
  const [first] = Array.isArray(images) ? (images as { src?: unknown }[]) : [];
  return isText(first?.src) ? first.src : undefined;
}

function tagsOf(tags: unknown): readonly string[] {
  const list = Array.isArray(tags) ? tags : isText(tags) ? tags.split(',') : [];
  return list.filter(isText).map((tag) => tag.trim());
}
