/** Scores that one query gives to a few of many items; made once, cleared for each query. */
export class QueryScores {
  #scores = new Float64Array(1024);
  /** Items with a score, and whether an item is one of them. */
  readonly #scored: number[] = [];
  #isScored = new Uint8Array(1024);

  clear(): void {
    for (const item of this.#scored) {
      this.#scores[item] = 0;
      this.#isScored[item] = 0;
    }
    this.#scored.length = 0;
  }

  /** Adds to the score of an item, by its number. */
  add(item: number, score: number): void {
    if (item >= this.#scores.length) this.#grow(item + 1);
    if (this.#isScored[item] === 0) {
      this.#isScored[item] = 1;
      this.#scored.push(item);
    }
    this.#scores[item]! += score;
  }

  /** The `n` highest, best first; of equal ones the lowest number first. */
  best(n: number): number[] {
    const best: number[] = [];
    for (const item of this.#scored) {
      if (best.length === n && !this.#precedes(item, best[n - 1]!)) continue;
      if (best.length === n) best.pop();
      let at = best.length;
      while (at > 0 && this.#precedes(item, best[at - 1]!)) at--;
      best.splice(at, 0, item);
    }
    return best;
  }

  #precedes(a: number, b: number): boolean {
    const left = this.#scores[a]!;
    const right = this.#scores[b]!;
    return left > right || (left === right && a < b);
  }

  #grow(size: number): void {
    const length = Math.max(size, 2 * this.#scores.length);
    const scores = new Float64Array(length);
    scores.set(this.#scores);
    this.#scores = scores;
    const isScored = new Uint8Array(length);
    isScored.set(this.#isScored);
    this.#isScored = isScored;
  }
}
