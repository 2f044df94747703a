import { COUNTERS } from './deployment.ts';
import { popularity, recency } from './features.ts';
import type { Weights } from './rank.ts';

/** What is known of a site's items, in columns by slot. */
export interface ItemColumns {
  /** Decaying counters in log2 form, in the order of COUNTERS. */
  readonly levels: readonly ArrayLike<number>[];
  /** Epoch ms; 0: never. */
  readonly lastSeen: ArrayLike<number>;
}

/** What all of a site's items are measured against. */
export interface SiteScale {
  /** The site's time, epoch ms. */
  readonly now: number;
  /** Sums of the site's `long` and `short` counters, in log2 form. */
  readonly longTotal: number;
  readonly shortTotal: number;
}

const LONG = COUNTERS.indexOf('long');
const SHORT = COUNTERS.indexOf('short');

/**
 * What an item scores by itself, whatever the session: worked out when a query first asks, then kept,
 * since the same items are candidates again and again. As of when it was made.
 */
export class ItemScores {
  readonly weights: Weights;
  /** Slots that it can tell of: those below this. */
  readonly slots: number;
  /** NaN: not worked out. float32: seven digits rank as well, and twice as many fit into the cache. */
  readonly #scores: Float32Array;
  readonly #columns: ItemColumns;
  readonly #scale: SiteScale;

  constructor(columns: ItemColumns, scale: SiteScale, slots: number, weights: Weights) {
    this.weights = weights;
    this.slots = slots;
    this.#columns = columns;
    this.#scale = scale;
    this.#scores = new Float32Array(slots).fill(Number.NaN);
  }

  score(slot: number): number {
    const known = this.#scores[slot]!;
    if (!Number.isNaN(known)) return known;
    const { levels, lastSeen } = this.#columns;
    const { now, longTotal, shortTotal } = this.#scale;
    const { weights } = this;
    const score = Math.fround(
      weights.popLong * popularity(levels[LONG]![slot]!, longTotal) +
        weights.popShort * popularity(levels[SHORT]![slot]!, shortTotal) +
        weights.recency * recency(lastSeen[slot]!, now),
    );
    this.#scores[slot] = score;
    return score;
  }
}
