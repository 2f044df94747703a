import { randomUUID } from 'node:crypto';
import { CURRENCY } from '../catalogue/catalogue.ts';
import { type Cart, cartText, linesOf, parseCart, totalOf } from './cart.ts';

export interface Order {
  readonly id: string;
  readonly cart: Cart;
}

export const newOrder = (cart: Cart): Order => ({ id: randomUUID(), cart });

/** As the visitor's browser keeps it until the next one. */
export const orderText = ({ id, cart }: Order): string => `${id}/${cartText(cart)}`;

export function parseOrder(text = ''): Order | undefined {
  const [, id, lines] = /^([\da-f-]{36})\/(.*)$/.exec(text) ?? [];
  const cart = parseCart(lines);
  return id === undefined || cart.size === 0 ? undefined : { id, cart };
}

/** What `freshet.purchase` takes. */
export function purchaseOf({ id, cart }: Order) {
  return {
    orderId: id,
    items: linesOf(cart).map(({ item, quantity }) => ({
      itemId: item.id,
      quantity,
      price: item.price,
    })),
    value: totalOf(cart),
    currency: CURRENCY,
  };
}
