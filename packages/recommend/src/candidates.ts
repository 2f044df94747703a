import { NEIGHBOURS_MAX } from './neighbours.ts';

/** So many of the session's last distinct items bring their neighbours. */
export const CONTEXT_ITEMS_MAX = 5;
/** Each step back in the session counts half as much. */
const STEP_BACK = 0.5;
/** Room for all neighbours of the context, the tops of two boards and one refill; more is ignored. */
export const CANDIDATES_MAX = 2_048;
/** Buckets of the index, at most half of them taken; small enough to stay in the fastest cache. */
const BUCKET_BITS = 12;

/** A neighbour list as a query reads it: `Neighbours` with each item's slot in place of its id. */
export interface NeighbourSlots {
  readonly slots: Int32Array;
  readonly lifetime: ArrayLike<number>;
  readonly recent: ArrayLike<number>;
  readonly lifetimeTotal: number;
  readonly recentTotal: number;
}

/** Items that may be recommended, in columns by place; one set serves query after query. */
export class Candidates {
  readonly slots = new Int32Array(CANDIDATES_MAX);
  /** Chance, by all co-visits ever, that this comes next: Σ_d g^(d−1) c(i_d,j)/tot(i_d) / Σ_d g^(d−1). */
  readonly covisit = new Float64Array(CANDIDATES_MAX);
  /** The same by recent co-visits. */
  readonly covisitRecent = new Float64Array(CANDIDATES_MAX);
  #size = 0;
  /** Place + 1 of a slot's candidate, found by open addressing; 0: empty. */
  readonly #buckets = new Int32Array(1 << BUCKET_BITS);

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#size = 0;
    this.#buckets.fill(0);
  }

  has(slot: number): boolean {
    return this.#buckets[this.#bucketOf(slot)] !== 0;
  }

  /** The place of the slot's candidate, made without co-visits if there is none; −1 if all are taken. */
  place(slot: number): number {
    const bucket = this.#bucketOf(slot);
    const known = this.#buckets[bucket]! - 1;
    if (known >= 0 || this.#size === CANDIDATES_MAX) return known;
    const place = this.#size++;
    this.#buckets[bucket] = place + 1;
    this.slots[place] = slot;
    this.covisit[place] = 0;
    this.covisitRecent[place] = 0;
    return place;
  }

  /** The slot's bucket, or the empty one where it belongs (Knuth's multiplicative hashing). */
  #bucketOf(slot: number): number {
    let bucket = Math.imul(slot, 0x9e3779b1) >>> (32 - BUCKET_BITS);
    for (;;) {
      const place = this.#buckets[bucket]! - 1;
      if (place < 0 || this.slots[place] === slot) return bucket;
      bucket = (bucket + 1) & ((1 << BUCKET_BITS) - 1);
    }
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

  #addList(list: NeighbourSlots, weight: number): void {
    const { slots, lifetime, recent, lifetimeTotal, recentTotal } = list;
    const ofLifetime = lifetimeTotal > 0 ? weight / lifetimeTotal : 0;
    const ofRecent = recentTotal > 0 ? weight / recentTotal : 0;
    const length = Math.min(slots.length, NEIGHBOURS_MAX);
    for (let i = 0; i < length; i++) {
      const place = this.place(slots[i]!);
      if (place < 0) return;
      this.covisit[place]! += lifetime[i]! * ofLifetime;
      this.covisitRecent[place]! += recent[i]! * ofRecent;
    }
  }
}
