import { shareOfLevel } from './boards.ts';
import { valueOfLevel } from './decay.ts';
import { COUNTERS, type Deployment } from './deployment.ts';
import { popularity, recency } from './features.ts';

/** What is known of a site's items, in columns by slot. */
export interface ItemColumns {
  /** Decaying counters in log2 form, in the order of COUNTERS. */
  readonly levels: readonly ArrayLike<number>[];
  /** Decaying visits in log2 form, of the half-life that lifetime weights have. */
  readonly visitLevels: ArrayLike<number>;
  /** Epoch ms; 0: never. */
  readonly lastSeen: ArrayLike<number>;
}

/** What all of a site's items are measured against. */
export interface SiteScale {
  /** The site's time, epoch ms. */
  readonly now: number;
  /** Sums of the site's counters, in log2 form: `long`, `short`, and the deployment's `nowCounter`. */
  readonly longTotal: number;
  readonly shortTotal: number;
  readonly nowTotal: number;
  readonly deployment: Pick<Deployment, 'lifetimeHalfLifeMs' | 'nowCounter'>;
}

const LONG = COUNTERS.indexOf('long');
const SHORT = COUNTERS.indexOf('short');

/** Columns of an item's row. */
export const RARITY = 0;
export const POP_LONG = 1;
export const POP_SHORT = 2;
export const POP_NOW = 3;
export const RECENCY = 4;
/** 1 over the item's share of the `long` counter, at most 10^9. */
export const UNPOPULARITY = 5;
const WIDTH = 6;
const SHARE_MIN = 1e-9;

const SLOTS_MIN = 1024;

/**
 * What an item is by itself, whatever the session: worked out when a query first asks, then kept,
 * since the same items are candidates again and again. As of when it was last renewed.
 */
export class ItemFeatures {
  /** float32: seven digits rank as well, and twice as many fit into the cache. */
  rows = new Float32Array(0);
  /** The renewal since when a row holds; 0: none. */
  #heldSince = new Uint32Array(0);
  #renewals = 0;
  #columns: ItemColumns;
  #scale: SiteScale;

  constructor(columns: ItemColumns, scale: SiteScale) {
    this.#columns = columns;
    this.#scale = scale;
    this.renew(columns, scale);
  }

  /** Has all items worked out anew. */
  renew(columns: ItemColumns, scale: SiteScale): void {
    this.#columns = columns;
    this.#scale = scale;
    this.#renewals++;
  }

  /** Where the slot's row begins in `rows`, which this may replace by a longer one. */
  row(slot: number): number {
    if (slot >= this.#heldSince.length) this.#grow(slot);
    const row = slot * WIDTH;
    if (this.#heldSince[slot] !== this.#renewals) {
      this.#workOut(slot, row);
      this.#heldSince[slot] = this.#renewals;
    }
    return row;
  }

  /** 1/√(1 + visits): what an item's fame leaves of meeting it; 1 for an item without slot. */
  rarity(slot: number): number {
    if (slot < 0) return 1;
    const row = this.row(slot);
    return this.rows[row + RARITY]!;
  }

  /** What a lifetime weight relative to `landmark` (epoch ms) is worth now. */
  worthSince(landmark: number): number {
    const { now, deployment } = this.#scale;
    return 2 ** ((landmark - now) / deployment.lifetimeHalfLifeMs);
  }

  #workOut(slot: number, row: number): void {
    const { levels, visitLevels, lastSeen } = this.#columns;
    const { now, longTotal, shortTotal, nowTotal, deployment } = this.#scale;
    const { lifetimeHalfLifeMs, nowCounter } = deployment;
    const visits = valueOfLevel(visitLevels[slot]!, now, lifetimeHalfLifeMs);
    const nowLevel = levels[COUNTERS.indexOf(nowCounter)]![slot]!;
    const longShare = shareOfLevel(levels[LONG]![slot]!, longTotal);
    this.rows[row + RARITY] = 1 / Math.sqrt(1 + visits);
    this.rows[row + POP_LONG] = popularity(levels[LONG]![slot]!, longTotal);
    this.rows[row + POP_SHORT] = popularity(levels[SHORT]![slot]!, shortTotal);
    this.rows[row + POP_NOW] = popularity(nowLevel, nowTotal);
    this.rows[row + UNPOPULARITY] = 1 / Math.max(SHARE_MIN, longShare);
    this.rows[row + RECENCY] = recency(lastSeen[slot]!, now);
  }

  #grow(slot: number): void {
    const slots = Math.max(SLOTS_MIN, 2 * this.#heldSince.length, slot + 1);
    const { rows } = this;
    const heldSince = this.#heldSince;
    this.rows = new Float32Array(slots * WIDTH);
    this.rows.set(rows);
    this.#heldSince = new Uint32Array(slots);
    this.#heldSince.set(heldSince);
  }
}
