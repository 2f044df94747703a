import { type CatalogueItem, DEFAULT_SITE } from '@freshet/events';
import {
  applyEvent,
  applySignal,
  deployments,
  emptyItemState,
  emptyProfile,
  hash48,
  type ItemState,
  type Profile,
} from '@freshet/recommend';

export const SHOP_ITEMS = 50_000;

/** Ids of twelve bytes. */
export const itemIdOf = (item: number): string => `item-${String(item).padStart(7, '0')}`;
export const userIdOf = (user: number): string => `user-${String(user).padStart(7, '0')}`;

/** A number from 0 to 1 for every place of a sequence: the same in every run. */
function fraction(sequence: number, place: number): number {
  let h = Math.imul(sequence + 1, 0x9e37_79b1) ^ Math.imul(place + 1, 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b_3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a_2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 32;
}

/** Some item, the k-th most popular k times less often than the first (Zipf). */
const someItem = (sequence: number, place: number): number =>
  Math.floor(SHOP_ITEMS ** fraction(sequence, place)) % SHOP_ITEMS;

/** An item of one of forty categories and fifty brands, at a price from 1 to 100, each as likely. */
export function catalogueItemOf(item: number): CatalogueItem {
  const oneOf = (count: number, place: number) => Math.floor(count * fraction(item, place));
  return {
    site: DEFAULT_SITE,
    itemId: itemIdOf(item),
    title: `Item ${item}`,
    url: null,
    image: null,
    categories: [`category-${oneOf(40, 1)}`],
    price: 1 + oneOf(100, 2),
    currency: 'EUR',
    available: true,
    publishedAt: null,
    properties: JSON.stringify({ brand: `brand-${oneOf(50, 3)}` }),
  };
}

/** A visitor with one session of so many visits, ending at `endMs`; event ids have 36 characters. */
export function profileOf(user: number, visits: number, endMs: number): Profile {
  const profile = emptyProfile();
  for (let v = 0; v < visits; v++) {
    applyEvent(
      profile,
      {
        id: `00000000-0000-7000-8000-${String(user * visits + v).padStart(12, '0')}`,
        type: 'click',
        userId: `user-${user}`,
        anonymousId: null,
        sessionId: `session-${user}`,
        // Stepping on, since the same popular item twice would make the lists shorter.
        itemId: itemIdOf((someItem(user, v) + v) % SHOP_ITEMS),
        categories: [],
        items: [],
        orderId: null,
        value: null,
        at: endMs - (visits - v) * 20_000,
        recommId: null,
        position: null,
        history: null,
      },
      deployments.shop,
    );
  }
  return profile;
}

/** An item with so many neighbours, visited the more often the lower its number. */
export function itemStateOf(item: number, neighbours: number, endMs: number): ItemState {
  const state = emptyItemState();
  const itemId = itemIdOf(item);
  const everyMs = 1000 * (item + 1);
  for (let s = 0; state.neighbours.hashes.length < neighbours; s++) {
    const neighbour = itemIdOf((someItem(-item, s) + s) % SHOP_ITEMS);
    applySignal(
      state,
      {
        visitor: s,
        visits: 1,
        popularity: 1,
        neighbours: neighbour === itemId ? [] : [hash48(neighbour)],
        credit: 1,
        distances: [1 + (s % 3)],
        boughtWith: null,
      },
      endMs - (2 * neighbours - s) * everyMs,
      deployments.shop,
    );
  }
  return state;
}
