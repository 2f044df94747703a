/**
 * The newest event ids, to know those that come again. Bounded by two generations: when one is full, the
 * older one is forgotten.
 */
export class RecentIds {
  readonly #generationMax: number;
  #newer = new Set<number>();
  #older = new Set<number>();

  /** @param max ids that are remembered at least. */
  constructor(max: number) {
    this.#generationMax = max;
  }

  /** Whether the id came before; remembers it. */
  seen(hash: number): boolean {
    if (this.#newer.has(hash) || this.#older.has(hash)) return true;
    this.#newer.add(hash);
    if (this.#newer.size >= this.#generationMax) {
      this.#older = this.#newer;
      this.#newer = new Set();
    }
    return false;
  }
}
