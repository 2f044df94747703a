import { itemOf, type Shelved } from '../catalogue/catalogue.ts';

export const LINES_MAX = 30;
export const QUANTITY_MAX = 9;

/** How many of each item, in the order in which they came. */
export type Cart = ReadonlyMap<string, number>;

export interface Line {
  readonly item: Shelved;
  readonly quantity: number;
}

/** Past LINES_MAX different items further ones stay out. */
export function withOneMore(cart: Cart, id: string): Cart {
  if (itemOf(id) === undefined || (!cart.has(id) && cart.size >= LINES_MAX)) return cart;
  return new Map(cart).set(id, Math.min((cart.get(id) ?? 0) + 1, QUANTITY_MAX));
}

export function withOneLess(cart: Cart, id: string): Cart {
  const quantity = (cart.get(id) ?? 0) - 1;
  return quantity > 0 ? new Map(cart).set(id, quantity) : without(cart, id);
}

export function without(cart: Cart, id: string): Cart {
  return new Map([...cart].filter(([other]) => other !== id));
}

export function linesOf(cart: Cart): readonly Line[] {
  return [...cart].map(([id, quantity]) => ({ item: itemOf(id)!, quantity }));
}

/** Euros. */
export function totalOf(cart: Cart): number {
  return linesOf(cart).reduce((sum, { item, quantity }) => sum + item.price * quantity, 0);
}

/** As the visitor's browser keeps it: `tent:1|stove:2`. */
export function cartText(cart: Cart): string {
  return [...cart].map(([id, quantity]) => `${id}:${quantity}`).join('|');
}

/** What a browser sends back may be anything: what is not of this shop is left out. */
export function parseCart(text = ''): Cart {
  const pairs = text
    .split('|', LINES_MAX)
    .map((pair) => /^([a-z-]+):([1-9])$/.exec(pair))
    .filter((match) => match !== null && itemOf(match[1]!) !== undefined);
  return new Map(pairs.map((match) => [match![1]!, Number(match![2])]));
}
