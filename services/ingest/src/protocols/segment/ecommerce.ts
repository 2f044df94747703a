import { ORDER_LINES_MAX } from '@freshet/events';
import { isObject } from '@freshet/runtime';
import { currencyOf, priceOf, quantityOf } from '../amounts.ts';
import { isPosition } from '../position.ts';
import { textOf } from '../text.ts';
import { type Draft, numberIn, type SegmentMessage, without } from './message.ts';

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
  ['product_removed', ['retract:cart', 'product']],
  ['removed_product', ['retract:cart', 'product']],
  ['product_shared', ['product_shared', 'product']],
  ['product_added_to_wishlist', ['product_added_to_wishlist', 'product']],
  ['product_removed_from_wishlist', ['product_removed_from_wishlist', 'product']],
  ['cart_viewed', ['cart_viewed', 'order']],
  ['checkout_started', ['checkout_started', 'order']],
  ['order_updated', ['order_updated', 'order']],
]);

/** Writes the act that an event of the e-commerce spec tells of; false for any other event. */
export function writeShopAct(plainName: string, properties: SegmentMessage, event: Draft): boolean {
  const act = acts.get(plainName);
  if (act === undefined) return false;
  const [type, subject] = act;
  const taken = new Set<string>();
  event.type = type;
  writers[subject](properties, event, taken);
  writeAnswer(properties, event, taken);
  event.properties = without(properties, taken);
  return true;
}

/** Whether an event of this plain name is about several products, which it lists. */
export function listsProducts(plainName: string): boolean {
  const subject = acts.get(plainName)?.[1];
  return subject === 'order' || subject === 'list';
}

/** Writes what a kind of event is about, and notes which properties say it. */
type Writer = (properties: SegmentMessage, event: Draft, taken: Set<string>) => void;

const writers: Record<Subject, Writer> = {
  product(properties, event, taken) {
    event.itemId = productId(properties, taken);
  },
  review(properties, event, taken) {
    event.itemId = productId(properties, taken);
    event.value = numberIn(first(properties, ['rating'], taken));
  },
  list(properties, event, taken) {
    event.items = productLines(properties, taken);
  },
  order(properties, event, taken) {
    event.items = productLines(properties, taken);
    event.orderId = textOf(first(properties, ['order_id', 'orderId'], taken));
    event.value = numberIn(first(properties, ['revenue', 'total', 'value'], taken));
    event.currency = currencyOf(properties['currency']);
    if (event.currency !== undefined) taken.add('currency');
  },
};

/** Which answer of ours it goes back to, and the place in it of the product, or of a list's first. */
const writeAnswer: Writer = (properties, event, taken) => {
  event.recommId = first(properties, ['recommId'], taken);
  if (event.recommId === undefined) return;
  const { products } = properties;
  const listed: unknown = Array.isArray(products) ? products[0] : properties;
  const position = isObject(listed) ? listed['position'] : undefined;
  if (!isPosition(position)) return;
  taken.add('position');
  event.position = position;
};

const PRODUCT_IDS = ['product_id', 'productId', 'sku'];

function productId(product: SegmentMessage, taken?: Set<string>): unknown {
  return textOf(first(product, PRODUCT_IDS, taken));
}

/** The first lines of a long list: an order with its value is worth more than one that is refused. */
function productLines({ products }: SegmentMessage, taken: Set<string>): unknown {
  if (!Array.isArray(products)) return products;
  taken.add('products');
  return products.slice(0, ORDER_LINES_MAX).map((product: unknown) =>
    isObject(product)
      ? {
          itemId: productId(product),
          quantity: quantityOf(numberIn(product['quantity'])),
          price: priceOf(numberIn(product['price'])),
        }
      : product,
  );
}

function first(object: SegmentMessage, names: readonly string[], taken?: Set<string>): unknown {
  for (const name of names) {
    const value = object[name];
    if (value === undefined || value === null || value === '') continue;
    taken?.add(name);
    return value;
  }
  return undefined;
}
