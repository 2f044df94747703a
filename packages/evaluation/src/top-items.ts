/**
 * The highest of many levels that only grow, kept at hand: one that is not among them cannot have
 * passed them unless it has just grown. Of equal ones the item that appeared first is the higher.
 */
export class TopItems {
  /** Numbers of the items, best first. */
  readonly ranked: number[] = [];
  readonly #depth: number;

  /** `depth`: how many are kept at hand. */
  constructor(depth: number) {
    this.#depth = depth;
  }

  /** To be told of each item whose level has grown; `levels` by item. */
  grown(item: number, levels: ArrayLike<number>): void {
    const { ranked } = this;
    let at = ranked.indexOf(item);
    if (at < 0) {
      if (ranked.length === this.#depth) {
        if (!precedes(item, ranked.at(-1)!, levels)) return;
        ranked.pop();
      }
      at = ranked.push(item) - 1;
    }
    for (; at > 0 && precedes(item, ranked[at - 1]!, levels); at--) ranked[at] = ranked[at - 1]!;
    ranked[at] = item;
  }
}

function precedes(a: number, b: number, levels: ArrayLike<number>): boolean {
  const more = levels[a]! - levels[b]!;
  return more > 0 || (more === 0 && a < b);
}
