/** Room for full lists of the context and of the second hop, the tops of two boards and one refill. */
export const CANDIDATES_MAX = 4_096;
/** Buckets of the index, at most half of them taken. */
const BUCKET_BITS = 13;

/** What neighbour lists add up to, in the order of the first features; see `FEATURES`. */
export const SUMS = 5;

/** A visitor's own items, of the session and before; further ones are candidates like any other. */
export const OWN_MAX = 128;
/** What is known of one of them, in the order of the features that begin with `inSession`. */
export const OWN = 6;

/**
 * Items that may be recommended, and what is known of them so far, by place. One set serves query
 * after query. Past CANDIDATES_MAX items are ignored.
 */
export class Candidates {
  readonly slots = new Int32Array(CANDIDATES_MAX);
  /** What the context's neighbour lists add up to, SUMS columns each. */
  readonly sums = new Float64Array(CANDIDATES_MAX * SUMS);
  /** Behind this place the context's lists have added nothing. */
  near = 0;
  /** What the second hop adds up to. */
  readonly hop = new Float64Array(CANDIDATES_MAX);
  /** 1: items like those of the context led there; see `addLikes`. */
  readonly alike = new Uint8Array(CANDIDATES_MAX);
  /** Number, from 1, among the visitor's own items; 0: none of them. */
  readonly own = new Uint8Array(CANDIDATES_MAX);
  /** What is known of the visitor's own items, by number, OWN columns each. */
  readonly owned = new Float64Array((OWN_MAX + 1) * OWN);
  #ownSize = 0;
  #size = 0;
  /** Place + 1 of a slot's candidate, found by open addressing; 0: empty. 16 KB: half the fastest cache. */
  readonly #buckets = new Uint16Array(1 << BUCKET_BITS);

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#size = 0;
    this.#ownSize = 0;
    this.near = 0;
    this.#buckets.fill(0);
  }

  /** The place of the slot's candidate; −1 if it is none. */
  find(slot: number): number {
    return this.#buckets[this.#bucketOf(slot)]! - 1;
  }

  /** The place of the slot's candidate, of which nothing is known if it is new; −1 without room. */
  place(slot: number): number {
    const bucket = this.#bucketOf(slot);
    const known = this.#buckets[bucket]! - 1;
    if (known >= 0 || this.#size === CANDIDATES_MAX) return known;
    const place = this.#size++;
    this.#buckets[bucket] = place + 1;
    this.slots[place] = slot;
    const sums = place * SUMS;
    for (let column = 0; column < SUMS; column++) this.sums[sums + column] = 0;
    this.hop[place] = 0;
    this.alike[place] = 0;
    this.own[place] = 0;
    return place;
  }

  /** Where `owned` begins to tell of the slot, all 0 if it is new; −1 past a bound. */
  ownPlace(slot: number): number {
    const place = slot < 0 ? -1 : this.place(slot);
    if (place < 0) return -1;
    if (this.own[place] === 0) {
      if (this.#ownSize === OWN_MAX) return -1;
      const number = ++this.#ownSize;
      this.own[place] = number;
      this.owned.fill(0, number * OWN, (number + 1) * OWN);
    }
    return this.own[place]! * OWN;
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
}
