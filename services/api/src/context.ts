import type { Visit } from '@freshet/recommend';
import type { Story } from '@freshet/tables';
import type { Slot } from './query/recommendation-request.ts';

/** What a list is made from and what must not be in it. */
export interface Context extends Story {
  readonly banned: ReadonlySet<string>;
}

/** What a visitor has done, as far as it matters to what is recommended. */
export interface Visits {
  /** Oldest first. */
  readonly session: readonly Visit[];
  /** Items of the visitor's own, of this session or before. */
  readonly itemIds: readonly string[];
}

export const noVisits: Visits = { session: [], itemIds: [] };

export function contextOf({ session, itemIds }: Visits, slot: Slot): Context {
  const visits = slot.itemId === null ? session : [...session, pageVisit(slot.itemId)];
  const seen = new Set(visits.map(({ itemId }) => itemId));
  const history = itemIds.filter((itemId) => !seen.has(itemId));
  return { session: visits, history, banned: bannedFrom(visits, session, slot) };
}

function bannedFrom(visits: readonly Visit[], session: readonly Visit[], slot: Slot): Set<string> {
  const banned = new Set(slot.exclude);
  if (slot.scenario === 'raw') return banned;
  // What the visitor looks at right now is no news to them.
  const newest = visits.at(-1);
  if (newest !== undefined) banned.add(newest.itemId);
  if (slot.scenario === 'product') {
    for (const { itemId, kind } of session) if (kind === 'cart') banned.add(itemId);
  }
  return banned;
}

function pageVisit(itemId: string): Visit {
  return { itemId, at: 0, kind: 'view' };
}

/** A session given as item ids; neither times nor kinds matter to what is recommended. */
export function visitsOf(itemIds: readonly string[]): Visits {
  return { session: itemIds.map(pageVisit), itemIds: [] };
}
