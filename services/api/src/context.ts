import { CONTEXT_ITEMS_MAX, lastDistinctItems, type Visit } from '@freshet/recommend';
import type { Slot } from './query/recommendation-request.ts';

/** What a list is made from and what must not be in it. */
export interface Context {
  /** The session's last distinct items, newest first; the page's item is the newest. */
  readonly items: readonly string[];
  /** All that the session has seen: only neighbours may bring it back. */
  readonly seen: ReadonlySet<string>;
  readonly banned: ReadonlySet<string>;
}

/** `session`: oldest first. */
export function contextOf(session: readonly Visit[], slot: Slot): Context {
  const visits = slot.itemId === null ? session : [...session, pageVisit(slot.itemId)];
  const items = lastDistinctItems(visits, CONTEXT_ITEMS_MAX);
  const seen = new Set(visits.map(({ itemId }) => itemId));
  const banned = new Set(slot.exclude);
  // What the visitor looks at right now is no news to them.
  if (items[0] !== undefined) banned.add(items[0]);
  if (slot.scenario === 'product') {
    for (const { itemId, kind } of session) if (kind === 'cart') banned.add(itemId);
  }
  return { items, seen, banned };
}

function pageVisit(itemId: string): Visit {
  return { itemId, at: 0, kind: 'view' };
}

/** A session given as item ids; neither times nor kinds matter to what is recommended. */
export function visitsOf(itemIds: readonly string[]): Visit[] {
  return itemIds.map(pageVisit);
}
