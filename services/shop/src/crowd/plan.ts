import { categoryOf, CURRENCY, itemOf } from '../catalogue/catalogue.ts';
import type { ShopItem } from '../catalogue/item.ts';
import { randomFrom } from './random.ts';

/** One thing that a visitor does. */
export interface Act {
  readonly type: 'view' | 'cart' | 'purchase';
  readonly itemId: string;
  /** Since the act before, in ms. */
  readonly afterMs: number;
}

export interface Visit {
  readonly anonymousId: string;
  readonly acts: readonly Act[];
}

/** People, each of whom comes back again and again. */
const VISITORS = 240;
/** What somebody likes, most first: the shelves that they browse. */
const tastes = [
  ['tents', 'sleeping', 'kitchen'],
  ['packs', 'clothing', 'lights'],
  ['water', 'clothing', 'packs'],
  ['garden', 'kitchen', 'lights'],
  ['kitchen', 'lights', 'tents'],
  ['clothing', 'packs', 'sleeping'],
] as const;
const FAVOURITE_SHARE = 0.7;
/** How often the next item is one that goes with this, and not just something else of the shelf. */
const COMPANION_SHARE = 0.75;
const SHELF_CHANGE_SHARE = 0.2;
const CART_SHARE = 0.18;
const PURCHASE_SHARE = 0.5;
const VIEWS_MIN = 3;
const VIEWS_SPREAD = 5;
const PAUSE_MS_MIN = 700;
const PAUSE_MS_SPREAD = 2_500;

/** The crowd's visit of this number: what it does follows from seed and number alone. */
export function visitOf(seed: number, number: number): Visit {
  const random = randomFrom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const visitor = Math.floor(random() * VISITORS);
  const taste = tastes[visitor % tastes.length]!;
  const pause = () => Math.round(PAUSE_MS_MIN + random() * PAUSE_MS_SPREAD);
  const acts: Act[] = [];
  const views = VIEWS_MIN + Math.floor(random() * VIEWS_SPREAD);
  let shelf = shelfOf(taste, random);
  // Squared, so that the first of a shelf are the popular ones.
  let place = Math.floor(random() ** 2 * shelf.length);
  for (let seen = 0; seen < views; seen++) {
    const itemId = shelf[place]!.id;
    acts.push({ type: 'view', itemId, afterMs: seen === 0 ? 0 : pause() });
    if (random() < CART_SHARE) {
      acts.push({ type: 'cart', itemId, afterMs: pause() });
      if (random() < PURCHASE_SHARE) acts.push({ type: 'purchase', itemId, afterMs: pause() });
    }
    if (random() < SHELF_CHANGE_SHARE) shelf = shelfOf(taste, random);
    place = nextPlace(place, shelf.length, random);
  }
  return { anonymousId: `crowd-${visitor}`, acts };
}

/** What goes with an item stands beside it on the shelf, or three further. */
function nextPlace(place: number, length: number, random: () => number): number {
  if (random() >= COMPANION_SHARE) return Math.floor(random() * length);
  return (place + (random() < 0.6 ? 1 : 3)) % length;
}

function shelfOf(taste: readonly string[], random: () => number): readonly ShopItem[] {
  const isFavourite = random() < FAVOURITE_SHARE;
  const other = taste[1 + Math.floor(random() * (taste.length - 1))]!;
  return categoryOf(isFavourite ? taste[0]! : other)!.items;
}

/** As `POST /v1/events` takes it. */
export function eventOf({ type, itemId }: Act, who: { anonymousId: string; sessionId: string }) {
  if (type !== 'purchase') return { type, itemId, ...who };
  const { price } = itemOf(itemId)!;
  const items = [{ itemId, quantity: 1, price }];
  return {
    type,
    items,
    value: price,
    currency: CURRENCY,
    orderId: `${who.sessionId}-${itemId}`,
    ...who,
  };
}
