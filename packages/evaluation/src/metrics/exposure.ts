/** What the answers show of all the items there are, whether it is wanted or not. */
export class Exposure {
  readonly #clicks = new Map<string, number>();
  #clicksMax = 0;
  readonly #shown = new Set<string>();
  /** Items that could have been shown so far. */
  #known = 0;
  #answers = 0;
  #popularity = 0;

  clicked(itemId: string): void {
    const clicks = (this.#clicks.get(itemId) ?? 0) + 1;
    this.#clicks.set(itemId, clicks);
    this.#clicksMax = Math.max(this.#clicksMax, clicks);
  }

  answered(items: readonly string[]): void {
    this.#answers++;
    this.#known = this.#clicks.size;
    let clicks = 0;
    for (const item of items) {
      this.#shown.add(item);
      clicks += this.#clicks.get(item) ?? 0;
    }
    if (items.length > 0) this.#popularity += clicks / items.length / this.#clicksMax;
  }

  /** Coverage@k: the part of all items clicked before the last query that was in any answer. */
  get coverage(): number {
    return this.#known === 0 ? 0 : this.#shown.size / this.#known;
  }

  /**
   * Popularity@k, as Serenade has it: the clicks so far of a recommended item as part of those of the
   * most clicked one, mean over the items of an answer, then over the answers. The higher, the more
   * the answers keep to what everybody sees anyway.
   */
  get popularity(): number {
    return this.#answers === 0 ? 0 : this.#popularity / this.#answers;
  }
}
