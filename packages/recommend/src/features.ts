import { shareOfLevel } from './boards.ts';
import type { Candidates } from './candidates.ts';
import { COUNTERS } from './deployment.ts';

/** What the ranker knows of a candidate, in the order of its row. */
export const FEATURES = ['covisit', 'covisitRecent', 'popLong', 'popShort', 'recency'] as const;
export type Feature = (typeof FEATURES)[number];

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
  /** Sum of the site's `long` and `short` counters, in log2 form. */
  readonly longTotal: number;
  readonly shortTotal: number;
}

const LONG = COUNTERS.indexOf('long');
const SHORT = COUNTERS.indexOf('short');

const AGE_S_MAX = 30 * 86_400;
const NEVER_SEEN = -3;

/** ln(1 + x/e): compresses a share so that e is where it begins to count. */
export function logScaled(x: number, e: number): number {
  return Math.log1p(x / e);
}

/** 0 now, falling with age up to 30 days. */
export function recency(lastSeen: number, now: number): number {
  if (!(lastSeen > 0)) return NEVER_SEEN;
  const ageS = Math.min(AGE_S_MAX, Math.max(0, now - lastSeen) / 1000);
  return -0.3 * Math.log1p(ageS / 600);
}

export function popularity(level: number, totalLevel: number): number {
  return 0.3 * logScaled(shareOfLevel(level, totalLevel), 1e-5);
}

/** One row of FEATURES per candidate from place `from` on, row after row; every value is finite. */
export function featuresOf(
  candidates: Candidates,
  columns: ItemColumns,
  scale: SiteScale,
  from = 0,
): Float64Array {
  const rows = new Float64Array((candidates.ids.length - from) * FEATURES.length);
  const long = columns.levels[LONG]!;
  const short = columns.levels[SHORT]!;
  for (let place = from, at = 0; place < candidates.ids.length; place++) {
    const slot = candidates.slots[place]!;
    rows[at++] = logScaled(candidates.covisit[place]!, 1e-3);
    rows[at++] = logScaled(candidates.covisitRecent[place]!, 1e-3);
    rows[at++] = slot < 0 ? 0 : popularity(long[slot]!, scale.longTotal);
    rows[at++] = slot < 0 ? 0 : popularity(short[slot]!, scale.shortTotal);
    rows[at++] = slot < 0 ? NEVER_SEEN : recency(columns.lastSeen[slot]!, scale.now);
  }
  return rows;
}
