import { bestFirst } from './best-first.ts';
import { EMPTY_LEVEL } from './decay.ts';

/** So many ranks of a board are nearly always asked for, and hardly ever more. */
const RANKS_LIKELY = 32;

/** Items of a site or category by one counter, highest first; as they stood when it was made. */
export interface Board {
  /** How many items stand on it. */
  readonly size: number;
  /** The counter of all items together, in log2 form; EMPTY_LEVEL when none ever counted. */
  readonly totalLevel: number;
  /** The slot of the item at `rank` (0 is the top); −1 past the end. Ties: the lower slot first. */
  slotAt(rank: number): number;
}

/**
 * The board of `slots` by their `levels`. Levels of one half-life compare without a clock (see
 * `decay.ts`); items that never counted come last. Ranks are worked out as far as they are asked for.
 */
export function createBoard(levels: ArrayLike<number>, slots: ArrayLike<number>): Board {
  const own = new Float64Array(slots.length);
  for (let i = 0; i < own.length; i++) own[i] = levels[slots[i]!]!;
  const order = bestFirst(own, RANKS_LIKELY);
  const ranked: number[] = [];
  return {
    size: own.length,
    totalLevel: totalOfLevels(own),
    slotAt(rank) {
      while (ranked.length <= rank) {
        const position = order.next();
        if (position < 0) return -1;
        ranked.push(slots[position]!);
      }
      return ranked[rank]!;
    },
  };
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
