import { lastDistinctItems, type Visit } from './session.ts';

/** A visit is paired with so many distinct items before it; five gain 0.1 points at twice the cost. */
export const PAIR_DISTANCE_MAX = 3;
/** One session adds to one pair at most so often: a visitor going back and forth is one opinion. */
export const PAIRS_PER_SESSION_MAX = 2;

/** The items that one visit is paired with, nearest first. */
export interface Pairs {
  readonly itemIds: readonly string[];
  /** How many distinct items back each of them was, from 1. */
  readonly distances: readonly number[];
}

/** What a pair adds to both lists. */
export function pairWeight(distance: number): number {
  return 1 / distance;
}

/** The earlier items that a visit of `itemId` at the end of `session` is paired with. */
export function pairsOfVisit(session: readonly Visit[], itemId: string): Pairs {
  const earlier = lastDistinctItems(session, PAIR_DISTANCE_MAX, { except: itemId });
  // Nearly always: an item seen for the first time has met none of them.
  if (!session.some((visit) => visit.itemId === itemId)) {
    return { itemIds: earlier, distances: distancesTo[earlier.length]! };
  }
  const itemIds: string[] = [];
  const distances: number[] = [];
  for (let d = 1; d <= earlier.length; d++) {
    const other = earlier[d - 1]!;
    if (timesPaired(session, itemId, other) >= PAIRS_PER_SESSION_MAX) continue;
    itemIds.push(other);
    distances.push(d);
  }
  return { itemIds, distances };
}

/** [], [1], [1, 2], … */
const distancesTo = Array.from({ length: PAIR_DISTANCE_MAX + 1 }, (_, count) =>
  Array.from({ length: count }, (__, i) => i + 1),
);

/** How often the remembered visits have already paired `a` with `b`, in either order. */
function timesPaired(session: readonly Visit[], a: string, b: string): number {
  let times = 0;
  for (let end = 1; end < session.length; end++) {
    const { itemId } = session[end]!;
    if ((itemId !== a && itemId !== b) || !bringsPairs(session, end)) continue;
    const other = itemId === a ? b : a;
    if (lastDistinctItems(session, PAIR_DISTANCE_MAX, { except: itemId, end }).includes(other))
      times++;
  }
  return Math.min(times, PAIRS_PER_SESSION_MAX);
}

/** Putting into the cart or buying what the session has already seen is no new pairing. */
function bringsPairs(session: readonly Visit[], at: number): boolean {
  const { itemId, kind } = session[at]!;
  if (kind === 'view' || kind === 'click') return true;
  return !session.slice(0, at).some((earlier) => earlier.itemId === itemId);
}
