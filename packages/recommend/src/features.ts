import type { Candidates } from './candidates.ts';
import type { ItemFeatures } from './item-features.ts';
import { logScaled } from './log-scaled.ts';

/** What the ranker knows of a candidate, in the order of its row. */
export const FEATURES = ['covisit', 'covisitRecent', 'popLong', 'popShort', 'recency'] as const;
export type Feature = (typeof FEATURES)[number];

/**
 * Writes a row of FEATURES per candidate from place `from` on, row after row, to the start of `rows`;
 * every value is finite.
 */
export function writeFeatures(
  rows: Float64Array,
  candidates: Candidates,
  items: ItemFeatures,
  from = 0,
): void {
  const { slots, covisit, covisitRecent, size } = candidates;
  const width = FEATURES.length;
  // Two loops: here each item is a cache miss, and only with nothing between them do they overlap.
  for (let place = from, at = 2; place < size; place++, at += width) {
    items.write(slots[place]!, rows, at);
  }
  for (let place = from, at = 0; place < size; place++, at += width) {
    rows[at] = logScaled(covisit[place]!, 1e-3);
    rows[at + 1] = logScaled(covisitRecent[place]!, 1e-3);
  }
}
