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

/** popLong, popShort, recency and whether they are known lie together in 16 bytes. */
const WIDTH = 4;
const KNOWN = 3;

/**
 * The features that an item has by itself, whatever the session: worked out when a query first asks,
 * then kept, since the same items are candidates again and again. As of when it was made.
 */
export class ItemFeatures {
  /** float32: seven digits are plenty to rank by, and twice as many items fit into the cache. */
  readonly #values: Float32Array;
  readonly #columns: ItemColumns;
  readonly #scale: SiteScale;

  /** Slots that it can tell of: those below this. */
  readonly slots: number;

  constructor(columns: ItemColumns, scale: SiteScale, slots: number) {
    this.#columns = columns;
    this.#scale = scale;
    this.slots = slots;
    this.#values = new Float32Array(slots * WIDTH);
  }

  /** Writes popLong, popShort and recency of the item in `slot` to `rows` from `at` on. */
  write(slot: number, rows: Float64Array, at: number): void {
    const values = this.#values;
    const from = slot * WIDTH;
    if (values[from + KNOWN] === 0) this.#workOut(slot, from);
    rows[at] = values[from]!;
    rows[at + 1] = values[from + 1]!;
    rows[at + 2] = values[from + 2]!;
  }

  #workOut(slot: number, from: number): void {
    const { levels, lastSeen } = this.#columns;
    const { now, longTotal, shortTotal } = this.#scale;
    this.#values[from] = popularity(levels[LONG]![slot]!, longTotal);
    this.#values[from + 1] = popularity(levels[SHORT]![slot]!, shortTotal);
    this.#values[from + 2] = recency(lastSeen[slot]!, now);
    this.#values[from + KNOWN] = 1;
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
