import { bestFirst } from './best-first.ts';
import { EMPTY_LEVEL } from './decay.ts';

/** So many ranks of a board are nearly always asked for, and hardly ever more. */
const RANKS_LIKELY = 32;

/** Items of a site or category by one counter, highest first. */
export interface Board {
  /** How many items stand on it. */
  readonly size: number;
  /** The counter of all items together, in log2 form; EMPTY_LEVEL when none ever counted. */
  readonly totalLevel: number;
  /** The slot of the item at `rank` (0 is the top); −1 past the end. Ties: the lower slot first. */
  slotAt(rank: number): number;
}

/**
 * The board of `slots` by their `levels`, as they stood when it was last renewed. Levels of one half-life
 * compare without a clock (see `decay.ts`); items that never counted come last. Ranks are worked out as
 * far as they are asked for. Renewed in place: large boards made anew every second are what would have
 * the garbage collector go through the whole heap.
 */
export class RankedBoard implements Board {
  totalLevel = EMPTY_LEVEL;
  /** As long as the longest board so far needed. */
  #memory = new Float64Array(0);
  #levels = this.#memory;
  #slots: ArrayLike<number> = [];
  #order = bestFirst(this.#levels, 0);
  #ranked: number[] = [];

  constructor(levels: ArrayLike<number>, slots: ArrayLike<number>) {
    this.renew(levels, slots);
  }

  get size(): number {
    return this.#levels.length;
  }

  /** `slots` is read later as well and must stay as it is; `levels` is not. */
  renew(levels: ArrayLike<number>, slots: ArrayLike<number>): void {
    const size = slots.length;
    if (size > this.#memory.length) this.#memory = new Float64Array(size);
    this.#levels = this.#memory.subarray(0, size);
    for (let i = 0; i < size; i++) this.#levels[i] = levels[slots[i]!]!;
    this.#slots = slots;
    this.totalLevel = totalOfLevels(this.#levels);
    this.#order = bestFirst(this.#levels, RANKS_LIKELY);
    this.#ranked = [];
  }

  slotAt(rank: number): number {
    while (this.#ranked.length <= rank) {
      const position = this.#order.next();
      if (position < 0) return -1;
      this.#ranked.push(this.#slots[position]!);
    }
    return this.#ranked[rank]!;
  }
}

/** Weights 2^−60 of the greatest vanish in a float64 sum; sparing them their power saves most of it. */
const NEGLIGIBLE = 60;

/** The level of the sum of several counters of one half-life. */
export function totalOfLevels(levels: ArrayLike<number>): number {
  let high = EMPTY_LEVEL;
  for (let i = 0; i < levels.length; i++) if (levels[i]! > high) high = levels[i]!;
  if (high === EMPTY_LEVEL) return EMPTY_LEVEL;
  let sum = 0;
  for (let i = 0; i < levels.length; i++) {
    const below = levels[i]! - high;
    // 2^below: Math.exp takes a fifth of the time that ** takes.
    if (below > -NEGLIGIBLE) sum += Math.exp(below * Math.LN2);
  }
  return high + Math.log2(sum);
}

/** A counter's part of a total of the same half-life, 0 to 1. */
export function shareOfLevel(level: number, totalLevel: number): number {
  return totalLevel === EMPTY_LEVEL ? 0 : Math.min(1, 2 ** (level - totalLevel));
}
