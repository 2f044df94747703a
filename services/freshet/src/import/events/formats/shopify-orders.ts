import { ORDER_LINES_MAX } from '@freshet/events';
import { isObject } from '@freshet/runtime';
import { jsonElements } from '../../source/json-elements.ts';
import type { Source } from '../../source/source.ts';
import type { Refusal } from '../../report.ts';
import type { EventEntry, PastEvent } from '../entry.ts';
import { textOf } from './text.ts';
import { timeOf } from './time.ts';

/** An order of the Admin REST API; what is read of it. */
interface Order {
  readonly id?: unknown;
  readonly created_at?: unknown;
  readonly cancelled_at?: unknown;
  readonly test?: unknown;
  readonly currency?: unknown;
  readonly total_price?: unknown;
  readonly customer?: { readonly id?: unknown } | null;
  readonly line_items?: unknown;
}

interface LineItem {
  readonly product_id?: unknown;
  readonly quantity?: unknown;
  readonly price?: unknown;
}

/** Orders of Shopify's `orders.json`. @throws FreshetError IMPORT_FILE_INVALID. */
export async function* shopifyOrders(source: Source): AsyncGenerator<EventEntry> {
  let place = 0;
  for await (const order of jsonElements(source, 'orders')) {
    place++;
    yield { place: `order ${place}`, event: orderEvent(order) };
  }
}

/** A purchase; undefined for an order that was cancelled, was a test, or has no product in it. */
export function orderEvent(input: unknown): PastEvent | Refusal | undefined {
  const order: Order = isObject(input) ? input : {};
  const orderId = textOf(order.id);
  if (orderId === undefined) return { code: 'ID_MISSING', message: 'it is no order with an id' };
  if (order.cancelled_at != null || order.test === true) return undefined;
  const items = linesOf(order.line_items);
  if (items.length === 0) return undefined;
  const occurredAt =
    typeof order.created_at === 'string' ? timeOf(order.created_at, 'text') : undefined;
  if (occurredAt === undefined) {
    return { code: 'TIME_INVALID', message: `${JSON.stringify(order.created_at)} is no time` };
  }
  const userId = textOf(order.customer?.id);
  const value = Number(order.total_price ?? Number.NaN);
  return {
    type: 'purchase',
    occurredAt,
    // Of a guest nothing is known but this order.
    ...(userId === undefined ? { anonymousId: `order-${orderId}` } : { userId }),
    orderId,
    items,
    ...(Number.isFinite(value) && { value }),
    ...(typeof order.currency === 'string' && { currency: order.currency }),
  };
}

function linesOf(list: unknown): NonNullable<PastEvent['items']> {
  const lines = Array.isArray(list) ? (list as (LineItem | null)[]) : [];
  return lines
    .flatMap((line) => {
      const itemId = textOf(line?.product_id);
      if (itemId === undefined) return [];
      const [quantity, price] = [Number(line?.quantity), Number(line?.price)];
      return [{ itemId, ...(quantity > 0 && { quantity }), ...(price >= 0 && { price }) }];
    })
    .slice(0, ORDER_LINES_MAX);
}
