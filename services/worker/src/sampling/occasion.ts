import type { BehaviourEvent } from '@freshet/events';
import type { EventSignal, Profile } from '@freshet/recommend';

/** A visitor who went on to another item: what they had seen before, as it was. */
export interface Occasion {
  readonly event: BehaviourEvent;
  /** What they went on to. */
  readonly itemId: string;
  /** Items of the session's visits before, oldest first; never empty. */
  readonly session: readonly string[];
  /** Items of the visitor's own beyond the session. */
  readonly history: readonly string[];
}

/** Ids of the profile's items, before the event changes them. */
export function itemsBefore({ items }: Profile): readonly string[] {
  return items.map(({ id }) => id);
}

/**
 * The occasion that an event is, once the profile has taken it in: a visit to one item, within a
 * session, that counted as one and that no answer led to.
 */
export function occasionOf(
  event: BehaviourEvent,
  { session }: Profile,
  signals: readonly EventSignal<BehaviourEvent>[],
  before: readonly string[],
): Occasion | undefined {
  const { itemId } = event;
  // Repeated events and the page of a click give no signals; carts and orders are no visits.
  // A click on an answer would confirm whatever the ranker has put on top.
  if (event.recommId !== null) return undefined;
  if (itemId === null || event.items.length > 0 || signals[0]?.visits !== 1) return undefined;
  // The session has the visit by now, alone if it began with it.
  if (session.length < 2) return undefined;
  const earlier = session.slice(0, -1).map((visit) => visit.itemId);
  return { event, itemId, session: earlier, history: before.filter((id) => !earlier.includes(id)) };
}
