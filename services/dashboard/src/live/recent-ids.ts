/**
 * The newest event ids, to know those that come again. Bounded by two generations: when one is full, the
 * older one is forgotten.
 */
export class RecentIds {
  readonly #generationMax: number;
  #newer: Generation;
  #older: Generation;

  /** @param max ids that are remembered at least. */
  constructor(max: number) {
    this.#generationMax = max;
    this.#newer = new Generation(max);
    this.#older = new Generation(max);
  }

  /** Whether the id came before, by its 48-bit hash; remembers it. */
  seen(hash: number): boolean {
    if (this.#newer.has(hash) || this.#older.has(hash)) return true;
    this.#newer.add(hash);
    if (this.#newer.size >= this.#generationMax) {
      [this.#newer, this.#older] = [this.#older, this.#newer];
      this.#newer.clear();
    }
    return false;
  }
}

/**
 * Hashes side by side in one block, by linear probing: a `Set` of such large numbers takes four times
 * as much, all of it for the garbage collector to walk through.
 */
class Generation {
  size = 0;
  /** 0 where it is free, else a hash and 1. */
  readonly #slots: Float64Array;

  constructor(max: number) {
    // At most half of them are taken, so that a free one is never far.
    this.#slots = new Float64Array(2 ** Math.ceil(Math.log2(2 * max)));
  }

  has(hash: number): boolean {
    return this.#slots[this.#placeOf(hash)] !== 0;
  }

  add(hash: number): void {
    this.#slots[this.#placeOf(hash)] = hash + 1;
    this.size++;
  }

  clear(): void {
    this.#slots.fill(0);
    this.size = 0;
  }

  /** Of the hash, or of the free slot it would get. */
  #placeOf(hash: number): number {
    const slots = this.#slots;
    let place = hash % slots.length;
    while (slots[place] !== 0 && slots[place] !== hash + 1) place = (place + 1) % slots.length;
    return place;
  }
}
