import { dice } from '@freshet/recommend';

const ITEMS = 600;
const TASTES = 30;
const TASTES_A_VISITOR = 2;
/** This part of what visitors look for is of no taste of theirs. */
const ASIDE = 0.15;
/** How likely a visitor who looks at the best item of its taste clicks on it; of no taste of its. */
const WANTED = 0.5;
const WANTED_ASIDE = 0.03;

/** What a visitor likes: numbers of tastes. */
export type Visitor = readonly number[];

/**
 * A shop of 600 items of 30 tastes, whose visitors' true wishes are known. In each taste the k-th item
 * is worth 1/√k of the first: some are better, none is a hit by nature.
 */
export class SimulatedShop {
  readonly itemIds = Array.from({ length: ITEMS }, (_, i) => `item ${i}`);
  readonly #random: () => number;
  /** Running sums of worth, within a taste and over all. */
  readonly #ofTaste: number[];
  readonly #ofAll: number[];

  constructor(seed: number) {
    this.#random = dice(seed);
    this.#ofTaste = sums(Array.from({ length: ITEMS / TASTES }, (_, place) => worth(place)));
    this.#ofAll = sums(this.itemIds.map((_, item) => worth(Math.floor(item / TASTES))));
  }

  visitor(): Visitor {
    return Array.from({ length: TASTES_A_VISITOR }, () => Math.floor(this.#random() * TASTES));
  }

  /** What the visitor finds by itself. */
  found(visitor: Visitor): string {
    if (this.#random() < ASIDE) return this.itemIds[this.#draw(this.#ofAll)]!;
    const taste = visitor[Math.floor(this.#random() * visitor.length)]!;
    return this.itemIds[this.#draw(this.#ofTaste) * TASTES + taste]!;
  }

  /** Whether the visitor, looking at the item, clicks on it. */
  wants(visitor: Visitor, itemId: string): boolean {
    const item = Number(itemId.slice('item '.length));
    const wanted = visitor.includes(item % TASTES) ? WANTED : WANTED_ASIDE;
    return this.#random() < wanted * worth(Math.floor(item / TASTES));
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  #draw(sum: readonly number[]): number {
    const drawn = this.#random() * sum.at(-1)!;
    return sum.findIndex((reached) => reached > drawn);
  }
}

function worth(place: number): number {
  return 1 / Math.sqrt(1 + place);
}

function sums(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => (sum += weight));
}
