import { hash48 } from './hash.ts';

/** Items of one order that are told of each other; further ones take no part. */
export const BASKET_ITEMS_MAX = 20;

/** What was bought at once: to each of its items, which others it was bought with. */
export interface Basket {
  /** `hash48` of the items, distinct, in the order of the lines. */
  readonly hashes: readonly number[];
}

export function basketOf(items: readonly { readonly itemId: string }[]): Basket {
  return { hashes: items.slice(0, BASKET_ITEMS_MAX).map(({ itemId }) => hash48(itemId)) };
}

/** The others in the basket; null for an item that takes no part in it. */
export function othersIn({ hashes }: Basket, itemId: string): readonly number[] | null {
  const own = hashes.indexOf(hash48(itemId));
  return own < 0 ? null : hashes.toSpliced(own, 1);
}
