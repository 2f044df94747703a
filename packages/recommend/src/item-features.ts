import { shareOfLevel } from './boards.ts';
import { COUNTERS } from './deployment.ts';
import { logScaled } from './log-scaled.ts';

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

const AGE_S_MAX = 30 * 86_400;
const NEVER_SEEN = -3;

/**
 * The features that an item has by itself, whatever the session: worked out when a query first asks,
 * then kept, since the same items are candidates again and again. As of when it was made.
 */
export class ItemFeatures {
  readonly popLong: Float64Array;
  readonly popShort: Float64Array;
  readonly recency: Float64Array;
  readonly #known: Uint8Array;
  readonly #columns: ItemColumns;
  readonly #scale: SiteScale;

  /** `slots`: all slots to be asked for are below this. */
  constructor(columns: ItemColumns, scale: SiteScale, slots: number) {
    this.#columns = columns;
    this.#scale = scale;
    this.popLong = new Float64Array(slots);
    this.popShort = new Float64Array(slots);
    this.recency = new Float64Array(slots);
    this.#known = new Uint8Array(slots);
  }

  /** Must be called before a slot's features are read. */
  know(slot: number): void {
    if (this.#known[slot] === 1) return;
    const { levels, lastSeen } = this.#columns;
    const { now, longTotal, shortTotal } = this.#scale;
    this.popLong[slot] = popularity(levels[LONG]![slot]!, longTotal);
    this.popShort[slot] = popularity(levels[SHORT]![slot]!, shortTotal);
    this.recency[slot] = recency(lastSeen[slot]!, now);
    this.#known[slot] = 1;
  }
}

export function popularity(level: number, totalLevel: number): number {
  return 0.3 * logScaled(shareOfLevel(level, totalLevel), 1e-5);
}

/** 0 now, falling with age up to 30 days. */
export function recency(lastSeen: number, now: number): number {
  if (!(lastSeen > 0)) return NEVER_SEEN;
  const ageS = Math.min(AGE_S_MAX, Math.max(0, now - lastSeen) / 1000);
  return -0.3 * Math.log1p(ageS / 600);
}
