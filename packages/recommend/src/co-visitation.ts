import { lastDistinctItems, type Visit } from './session.ts';

/** A visit is paired with so many distinct items before it; five gain 0.1 points at twice the cost. */
export const PAIR_DISTANCE_MAX = 3;
/** One session adds to one pair at most so often: a visitor going back and forth is one opinion. */
export const PAIRS_PER_SESSION_MAX = 2;

export interface Pair {
  readonly itemId: string;
  /** 1/d, where d counts the distinct items back from the visit. */
  readonly weight: number;
}

/** The earlier items that a visit of `itemId` at the end of `session` is paired with, nearest first. */
export function pairsOfVisit(session: readonly Visit[], itemId: string): Pair[] {
  const earlier = lastDistinctItems(session, PAIR_DISTANCE_MAX, { except: itemId });
  const seenBefore = session.some((visit) => visit.itemId === itemId);
  const pairs: Pair[] = [];
  for (let d = 1; d <= earlier.length; d++) {
    const other = earlier[d - 1]!;
    if (seenBefore && timesPaired(session, itemId, other) >= PAIRS_PER_SESSION_MAX) continue;
    pairs.push({ itemId: other, weight: 1 / d });
  }
  return pairs;
}

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
