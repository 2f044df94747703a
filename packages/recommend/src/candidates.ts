import { NEIGHBOURS_MAX } from './neighbours.ts';

/** So many of the session's last distinct items bring their neighbours. */
export const CONTEXT_ITEMS_MAX = 5;
/** Each step back in the session counts half as much. */
const STEP_BACK = 0.5;

/** A neighbour list as a reader needs it; `Neighbours` is one. */
export interface NeighbourList {
  readonly ids: readonly string[];
  readonly lifetime: ArrayLike<number>;
  readonly recent: ArrayLike<number>;
  readonly lifetimeTotal: number;
  readonly recentTotal: number;
}

/** Where items lie in a site's columns. */
export interface SlotIndex {
  /** −1 for an item that the columns do not hold. */
  slotOf(itemId: string): number;
}

/**
 * Items that may be recommended, in columns; at most CONTEXT_ITEMS_MAX × NEIGHBOURS_MAX through
 * neighbours, and what `addCandidate` adds.
 */
export interface Candidates {
  readonly ids: string[];
  readonly slots: number[];
  /** Chance, by all co-visits ever, that this comes next: Σ_d g^(d−1) c(i_d,j)/tot(i_d) / Σ_d g^(d−1). */
  readonly covisit: number[];
  /** The same by recent co-visits. */
  readonly covisitRecent: number[];
  readonly placeOf: Map<string, number>;
}

/**
 * Candidates from the lists of the session's last distinct items, newest first; an item without list
 * is `undefined` and keeps its place in the weighting. Numerators and totals of a list share one
 * landmark, so their ratios need no clock.
 */
export function coVisited(
  lists: readonly (NeighbourList | undefined)[],
  items: SlotIndex,
): Candidates {
  const candidates: Candidates = {
    ids: [],
    slots: [],
    covisit: [],
    covisitRecent: [],
    placeOf: new Map(),
  };
  const used = Math.min(lists.length, CONTEXT_ITEMS_MAX);
  const norm = (1 - STEP_BACK ** used) / (1 - STEP_BACK);
  for (let d = 0; d < used; d++) {
    const list = lists[d];
    if (list !== undefined) addList(candidates, list, STEP_BACK ** d / norm, items);
  }
  return candidates;
}

function addList(
  candidates: Candidates,
  list: NeighbourList,
  weight: number,
  items: SlotIndex,
): void {
  const { ids, lifetime, recent } = list;
  const ofLifetime = list.lifetimeTotal > 0 ? weight / list.lifetimeTotal : 0;
  const ofRecent = list.recentTotal > 0 ? weight / list.recentTotal : 0;
  const length = Math.min(ids.length, NEIGHBOURS_MAX);
  for (let i = 0; i < length; i++) {
    const place = placeOf(candidates, ids[i]!, items);
    candidates.covisit[place]! += lifetime[i]! * ofLifetime;
    candidates.covisitRecent[place]! += recent[i]! * ofRecent;
  }
}

function placeOf(candidates: Candidates, id: string, items: SlotIndex): number {
  return candidates.placeOf.get(id) ?? addCandidate(candidates, id, items.slotOf(id));
}

/** Adds an item that is not a candidate yet, without co-visits; returns its place. */
export function addCandidate(candidates: Candidates, id: string, slot: number): number {
  const place = candidates.ids.length;
  candidates.placeOf.set(id, place);
  candidates.ids.push(id);
  candidates.slots.push(slot);
  candidates.covisit.push(0);
  candidates.covisitRecent.push(0);
  return place;
}
