import { NEIGHBOURS_MAX } from './neighbours.ts';

/** So many of the session's last distinct items bring their neighbours. */
export const CONTEXT_ITEMS_MAX = 5;
/** Each step back in the session counts half as much. */
const STEP_BACK = 0.5;
/** Room for all neighbours of the context, the tops of two boards and one refill; more is ignored. */
export const CANDIDATES_MAX = 2_048;

/** A neighbour list as a query reads it: `Neighbours` with each item's slot in place of its id. */
export interface NeighbourSlots {
  readonly slots: Int32Array;
  readonly lifetime: ArrayLike<number>;
  readonly recent: ArrayLike<number>;
  readonly lifetimeTotal: number;
  readonly recentTotal: number;
}

/**
 * Items that may be recommended, in columns by place. A sparse set (Briggs and Torczon 1993): to
 * forget all of it costs nothing, so one serves query after query.
 */
export class Candidates {
  readonly slots = new Int32Array(CANDIDATES_MAX);
  /** Chance, by all co-visits ever, that this comes next: Σ_d g^(d−1) c(i_d,j)/tot(i_d) / Σ_d g^(d−1). */
  readonly covisit = new Float64Array(CANDIDATES_MAX);
  /** The same by recent co-visits. */
  readonly covisitRecent = new Float64Array(CANDIDATES_MAX);
  #size = 0;
  /** Where a slot's candidate stands, if that place holds this slot. */
  #places = new Int32Array(0);

  get size(): number {
    return this.#size;
  }

  /** Forgets all candidates; `slots`: all slots to come are below this. */
  clear(slots: number): void {
    this.#size = 0;
    if (this.#places.length < slots) this.#places = new Int32Array(slots * 2);
  }

  has(slot: number): boolean {
    const place = this.#places[slot]!;
    return place < this.#size && this.slots[place] === slot;
  }

  /** The place of the slot's candidate, made without co-visits if there is none; −1 if all are taken. */
  place(slot: number): number {
    if (this.has(slot)) return this.#places[slot]!;
    if (this.#size === CANDIDATES_MAX) return -1;
    const place = this.#size++;
    this.#places[slot] = place;
    this.slots[place] = slot;
    this.covisit[place] = 0;
    this.covisitRecent[place] = 0;
    return place;
  }

  /**
   * Adds the neighbours of the session's last distinct items, newest first; an item without list is
   * `undefined` and keeps its place in the weighting. Numerators and totals of a list share one
   * landmark, so their ratios need no clock.
   */
  addNeighbours(lists: readonly (NeighbourSlots | undefined)[]): void {
    const used = Math.min(lists.length, CONTEXT_ITEMS_MAX);
    const norm = (1 - STEP_BACK ** used) / (1 - STEP_BACK);
    for (let d = 0; d < used; d++) {
      const list = lists[d];
      if (list !== undefined) this.#addList(list, STEP_BACK ** d / norm);
    }
  }

  #addList({ slots, lifetime, recent, ...totals }: NeighbourSlots, weight: number): void {
    const ofLifetime = totals.lifetimeTotal > 0 ? weight / totals.lifetimeTotal : 0;
    const ofRecent = totals.recentTotal > 0 ? weight / totals.recentTotal : 0;
    const length = Math.min(slots.length, NEIGHBOURS_MAX);
    for (let i = 0; i < length; i++) {
      const place = this.place(slots[i]!);
      if (place < 0) return;
      this.covisit[place]! += lifetime[i]! * ofLifetime;
      this.covisitRecent[place]! += recent[i]! * ofRecent;
    }
  }
}
