import { hash48, VISIT_KINDS } from '@freshet/recommend';
import type { ProfileSession } from '@freshet/store';
import type { SiteItems, Story } from '@freshet/tables';
import type { Slot } from './query/recommendation-request.ts';

/** What a list is made from and what must not be in it. */
export interface Context extends Story {
  readonly banned: ReadonlySet<number>;
}

/** What a visitor has done, as far as it matters to what is recommended; in slots, −1: unknown. */
export interface Visits {
  /** Oldest first. */
  readonly session: readonly number[];
  /** What the session has put into the cart. */
  readonly cart: readonly number[];
  /** Items of the visitor's own, of this session or before. */
  readonly own: readonly number[];
}

export const noVisits: Visits = { session: [], cart: [], own: [] };

const CART = VISIT_KINDS.indexOf('cart');

/** What a profile tells of its visitor. */
export function visitsOfProfile(
  { itemIds, affine, visits, kinds }: ProfileSession,
  items: Pick<SiteItems, 'slotOfHash'>,
): Visits {
  // As the neighbours in lists: a map of ids misses the cache four times for each.
  const slots = itemIds.map((itemId) => items.slotOfHash(hash48(itemId)));
  const session: number[] = [];
  const cart: number[] = [];
  for (let i = 0; i < visits.length; i++) {
    const slot = slots[visits[i]!]!;
    session.push(slot);
    if (kinds[i] === CART) cart.push(slot);
  }
  return { session, cart, own: slots.slice(0, affine) };
}

/** A session given as item ids. */
export function visitsOf(itemIds: readonly string[], items: Pick<SiteItems, 'slotOf'>): Visits {
  return { session: itemIds.map((itemId) => items.slotOf(itemId)), cart: [], own: [] };
}

export function contextOf(
  { session, cart, own }: Visits,
  slot: Slot,
  items: Pick<SiteItems, 'slotOf'>,
): Context {
  const visited = slot.itemId === null ? session : [...session, items.slotOf(slot.itemId)];
  const history = own.filter((item) => !visited.includes(item));
  const banned = new Set(slot.exclude.map((itemId) => items.slotOf(itemId)));
  if (slot.scenario !== 'raw') {
    // What the visitor looks at right now is no news to them.
    if (visited.length > 0) banned.add(visited.at(-1)!);
    if (slot.scenario === 'product') for (const item of cart) banned.add(item);
  }
  return { session: visited, history, banned };
}
