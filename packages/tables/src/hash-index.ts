/** The share of buckets that may be taken: beyond it, searches grow long. */
const LOAD_MAX = 0.5;
const BUCKETS_MIN = 1024;
const FREE = -1;

/**
 * Slots by the 48-bit hash of their item's id: open addressing with linear probing (Knuth, TAOCP
 * 6.4), in typed arrays. Five lists of a hundred hashes are looked up for every answer, and a `Map`
 * keyed by numbers beyond 31 bits allocates for each.
 */
export class HashIndex {
  #hashes = new Float64Array(BUCKETS_MIN);
  #slots = new Int32Array(BUCKETS_MIN).fill(FREE);
  #size = 0;

  /** −1 where no item has this hash. */
  get(hash: number): number {
    return this.#slots[this.#bucketOf(hash)]!;
  }

  /** The first item with a hash keeps it: of two that share one, the other is never found here. */
  add(hash: number, slot: number): void {
    if (this.#size >= LOAD_MAX * this.#slots.length) this.#grow();
    const bucket = this.#bucketOf(hash);
    if (this.#slots[bucket] !== FREE) return;
    this.#hashes[bucket] = hash;
    this.#slots[bucket] = slot;
    this.#size++;
  }

  /** Nothing happens where another slot holds the hash. */
  remove(hash: number, slot: number): void {
    let hole = this.#bucketOf(hash);
    if (this.#slots[hole] !== slot) return;
    this.#size--;
    // Whatever lies behind and belongs before the hole moves up, so that no search ends too early.
    for (let at = this.#after(hole); this.#slots[at] !== FREE; at = this.#after(at)) {
      const home = this.#home(this.#hashes[at]!);
      if (this.#distance(home, at) < this.#distance(hole, at)) continue;
      this.#hashes[hole] = this.#hashes[at]!;
      this.#slots[hole] = this.#slots[at]!;
      hole = at;
    }
    this.#slots[hole] = FREE;
  }

  /** The hash's bucket, or the free one where it belongs. */
  #bucketOf(hash: number): number {
    let bucket = this.#home(hash);
    while (this.#slots[bucket] !== FREE && this.#hashes[bucket] !== hash) {
      bucket = this.#after(bucket);
    }
    return bucket;
  }

  #home(hash: number): number {
    return (hash >>> 0) & (this.#slots.length - 1);
  }

  #after(bucket: number): number {
    return (bucket + 1) & (this.#slots.length - 1);
  }

  /** Steps from one bucket on to another. */
  #distance(from: number, to: number): number {
    return (to - from) & (this.#slots.length - 1);
  }

  #grow(): void {
    const [hashes, slots] = [this.#hashes, this.#slots];
    this.#hashes = new Float64Array(2 * hashes.length);
    this.#slots = new Int32Array(2 * slots.length).fill(FREE);
    this.#size = 0;
    for (let bucket = 0; bucket < slots.length; bucket++) {
      if (slots[bucket] !== FREE) this.add(hashes[bucket]!, slots[bucket]!);
    }
  }
}
