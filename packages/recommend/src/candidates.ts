import { WIDTH } from './features.ts';

/** Room for full lists of the context and of the second hop, the tops of two boards and one refill. */
export const CANDIDATES_MAX = 4_096;
/** Buckets of the index, at most half of them taken. */
const BUCKET_BITS = 13;

/**
 * Items that may be recommended, each with a row of features; one set serves query after query. Past
 * CANDIDATES_MAX items are ignored.
 */
export class Candidates {
  readonly slots = new Int32Array(CANDIDATES_MAX);
  /** Rows by place, WIDTH columns each. */
  readonly rows = new Float64Array(CANDIDATES_MAX * WIDTH);
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

  /** The place of the slot's candidate; −1 if it is none. */
  find(slot: number): number {
    return this.#buckets[this.#bucketOf(slot)]! - 1;
  }

  /** Where the row of the slot's candidate begins, made of zeros if there is none; −1 without room. */
  row(slot: number): number {
    const bucket = this.#bucketOf(slot);
    const known = this.#buckets[bucket]! - 1;
    if (known >= 0) return known * WIDTH;
    if (this.#size === CANDIDATES_MAX) return -1;
    const place = this.#size++;
    this.#buckets[bucket] = place + 1;
    this.slots[place] = slot;
    const row = place * WIDTH;
    for (let column = 0; column < WIDTH; column++) this.rows[row + column] = 0;
    return row;
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
