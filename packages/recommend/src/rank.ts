import type { Candidates } from './candidates.ts';
import { covisit, type Feature } from './features.ts';
import type { ItemScores } from './item-scores.ts';

export type Weights = Readonly<Record<Feature, number>>;

/** What ranking begins with, before anything was learned. */
export const START_WEIGHTS: Weights = {
  covisit: 0.4,
  covisitRecent: 0.4,
  popLong: 0.05,
  popShort: 0.05,
  recency: 0.1,
};

/** Writes the score w·x of each candidate from place `from` on to the start of `scores`; all finite. */
export function writeScores(
  scores: Float64Array,
  candidates: Candidates,
  items: ItemScores,
  from = 0,
): void {
  const { slots, covisit: chances, covisitRecent: recentChances, size } = candidates;
  const { covisit: weight, covisitRecent: recentWeight } = items.weights;
  // Two loops: here each item is a cache miss, and only with nothing between them do they overlap.
  for (let place = from; place < size; place++) scores[place - from] = items.score(slots[place]!);
  for (let place = from; place < size; place++) {
    scores[place - from]! +=
      weight * covisit(chances[place]!) + recentWeight * covisit(recentChances[place]!);
  }
}
