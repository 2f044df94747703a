import { dismissedAt, hash48, VISIT_KINDS } from '@freshet/recommend';
import type { ProfileSession } from '@freshet/store';
import type { SiteItems, Story } from '@freshet/tables';
import type { Slot } from '../query/recommendation-request.ts';

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
  /** What it has bought. */
  readonly bought: readonly number[];
  /** Items of the visitor's own, of this session or before. */
  readonly own: readonly number[];
  /** Ids of what they do not want to be shown. */
  readonly dismissed: readonly string[];
}

export const noVisits: Visits = { session: [], cart: [], bought: [], own: [], dismissed: [] };

const CART = VISIT_KINDS.indexOf('cart');
const PURCHASE = VISIT_KINDS.indexOf('purchase');

/** What a profile tells of its visitor at a time, epoch ms. */
export function visitsOfProfile(
  { itemIds, affine, visits, kinds, dismissed }: ProfileSession,
  at: number,
  items: Pick<SiteItems, 'slotOfHash'>,
): Visits {
  // As the neighbours in lists: a map of ids misses the cache four times for each.
  const slots = itemIds.map((itemId) => items.slotOfHash(hash48(itemId)));
  const session: number[] = [];
  const cart: number[] = [];
  const bought: number[] = [];
  for (let i = 0; i < visits.length; i++) {
    const slot = slots[visits[i]!]!;
    session.push(slot);
    if (kinds[i] === CART) cart.push(slot);
    if (kinds[i] === PURCHASE) bought.push(slot);
  }
  const own = slots.slice(0, affine);
  return { session, cart, bought, own, dismissed: dismissedAt(dismissed, at) };
}

/** A session given as item ids. */
export function visitsOf(itemIds: readonly string[], items: Pick<SiteItems, 'slotOf'>): Visits {
  const session = itemIds.map((itemId) => items.slotOf(itemId));
  return { ...noVisits, session };
}

/** The list that was asked for, without what its visitor does not want to be shown. */
export function withoutDismissed(slot: Slot, { dismissed }: Visits): Slot {
  if (dismissed.length === 0 || slot.scenario === 'raw') return slot;
  return { ...slot, exclude: [...slot.exclude, ...dismissed] };
}

export function contextOf(visits: Visits, slot: Slot, items: Pick<SiteItems, 'slotOf'>): Context {
  const session = sessionAt(visits, slot, items);
  const history = visits.own.filter((item) => !session.includes(item));
  const banned = new Set(slot.exclude.map((itemId) => items.slotOf(itemId)));
  if (slot.scenario !== 'raw') {
    // What the visitor looks at right now is no news to them, nor what they have just bought. A category's
    // page is where they look for what they came from.
    if (session.length > 0 && slot.scenario !== 'listing') banned.add(session.at(-1)!);
    for (const item of visits.bought) banned.add(item);
  }
  if (slot.scenario === 'product' || slot.scenario === 'cart') {
    for (const item of visits.cart) banned.add(item);
  }
  return { session, history, banned };
}

/** The session as it stands on the page of the slot: what the page is about counts as the newest. */
function sessionAt(
  { session, cart }: Visits,
  { scenario, itemId }: Slot,
  items: Pick<SiteItems, 'slotOf'>,
): readonly number[] {
  if (scenario === 'cart') return [...session, ...cart];
  return itemId === null ? session : [...session, items.slotOf(itemId)];
}
