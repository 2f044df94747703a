import type { Candidates } from './candidates.ts';
import type { ItemFeatures } from './item-features.ts';
import { logScaled } from './log-scaled.ts';

/** What the ranker knows of a candidate, in the order of its row. */
export const FEATURES = ['covisit', 'covisitRecent', 'popLong', 'popShort', 'recency'] as const;
export type Feature = (typeof FEATURES)[number];

/** One row of FEATURES per candidate from place `from` on, row after row; every value is finite. */
export function featuresOf(candidates: Candidates, items: ItemFeatures, from = 0): Float64Array {
  const rows = new Float64Array((candidates.size - from) * FEATURES.length);
  for (let place = from, at = 0; place < candidates.size; place++) {
    const slot = candidates.slots[place]!;
    items.know(slot);
    rows[at++] = logScaled(candidates.covisit[place]!, 1e-3);
    rows[at++] = logScaled(candidates.covisitRecent[place]!, 1e-3);
    rows[at++] = items.popLong[slot]!;
    rows[at++] = items.popShort[slot]!;
    rows[at++] = items.recency[slot]!;
  }
  return rows;
}
