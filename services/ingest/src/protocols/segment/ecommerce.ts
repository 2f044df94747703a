import type { PostedEvent } from '../../event-schema.ts';
import { ORDER_LINES_MAX } from '../../limits.ts';
import { idText, isObject, numberIn, type SegmentMessage, without } from './message.ts';

/** What an event of the e-commerce spec is about: one product, products as they were listed, an order, a review. */
type Subject = 'product' | 'list' | 'order' | 'review';

/**
 * Events of Segment's e-commerce spec (V2, and V1's names) by their plain names, with our type of the same
 * act; where that is a name of the spec we have none.
 * @see https://segment.com/docs/connections/spec/ecommerce/v2/
 */
const acts = new Map<string, readonly [type: string, subject: Subject]>([
  ['product_viewed', ['view', 'product']],
  ['viewed_product', ['view', 'product']],
  ['product_clicked', ['click', 'product']],
  ['product_added', ['cart', 'product']],
  ['added_product', ['cart', 'product']],
  ['wishlist_product_added_to_cart', ['cart', 'product']],
  ['order_completed', ['purchase', 'order']],
  ['completed_order', ['purchase', 'order']],
  ['order_refunded', ['refund', 'order']],
  ['order_cancelled', ['refund', 'order']],
  ['product_list_viewed', ['impression', 'list']],
  ['product_list_filtered', ['impression', 'list']],
  ['viewed_product_category', ['impression', 'list']],
  ['product_reviewed', ['rating', 'review']],
  ['product_removed', ['product_removed', 'product']],
  ['removed_product', ['product_removed', 'product']],
  ['product_shared', ['product_shared', 'product']],
  ['product_added_to_wishlist', ['product_added_to_wishlist', 'product']],
  ['product_removed_from_wishlist', ['product_removed_from_wishlist', 'product']],
  ['cart_viewed', ['cart_viewed', 'order']],
  ['checkout_started', ['checkout_started', 'order']],
  ['order_updated', ['order_updated', 'order']],
]);

/** What of an event comes from its properties; values may still be anything. */
type Told = { readonly [Field in keyof PostedEvent]?: unknown };

/** The act that an event of the e-commerce spec tells of; undefined for any other event. */
export function shopAct(plainName: string, properties: SegmentMessage): Told | undefined {
  const act = acts.get(plainName);
  if (act === undefined) return undefined;
  const [type, subject] = act;
  const taken = new Set<string>();
  const told = { type, ...subjects[subject](properties, taken), ...answer(properties, taken) };
  return { ...told, properties: without(properties, taken) };
}

/** Reads what a kind of event is about, and notes which properties say it. */
type Reader = (properties: SegmentMessage, taken: Set<string>) => Told;

const subjects: Record<Subject, Reader> = {
  product: (properties, taken) => ({ itemId: productId(properties, taken) }),
  review: (properties, taken) => ({
    itemId: productId(properties, taken),
    value: numberIn(first(properties, ['rating'], taken)),
  }),
  list: (properties, taken) => ({ items: productLines(properties, taken) }),
  order: (properties, taken) => ({
    items: productLines(properties, taken),
    orderId: idText(first(properties, ['order_id', 'orderId'], taken)),
    value: numberIn(first(properties, ['revenue', 'total', 'value'], taken)),
    currency: capital(first(properties, ['currency'], taken)),
  }),
};

/** Which answer of ours it goes back to, and the place in it of the product, or of a list's first. */
function answer(properties: SegmentMessage, taken: Set<string>): Told {
  const recommId = first(properties, ['recommId'], taken);
  if (recommId === undefined) return {};
  const { products } = properties;
  const listed: unknown = Array.isArray(products) ? products[0] : properties;
  const position = isObject(listed) ? listed['position'] : undefined;
  if (!Number.isSafeInteger(position) || (position as number) < 1) return { recommId };
  taken.add('position');
  return { recommId, position };
}

function productId(product: SegmentMessage, taken?: Set<string>): unknown {
  return idText(first(product, ['product_id', 'productId', 'sku'], taken));
}

/** The first lines of a long list: an order with its value is worth more than one that is refused. */
function productLines({ products }: SegmentMessage, taken: Set<string>): unknown {
  if (!Array.isArray(products)) return products;
  taken.add('products');
  return products.slice(0, ORDER_LINES_MAX).map((product: unknown) =>
    isObject(product)
      ? {
          itemId: productId(product),
          quantity: numberIn(product['quantity']),
          price: numberIn(product['price']),
        }
      : product,
  );
}

function first(object: SegmentMessage, names: readonly string[], taken?: Set<string>): unknown {
  const name = names.find((one) => object[one] !== undefined && object[one] !== null);
  if (name === undefined) return undefined;
  taken?.add(name);
  return object[name];
}

const capital = (value: unknown) => (typeof value === 'string' ? value.toUpperCase() : value);
