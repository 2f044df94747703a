import { FEATURES, type Feature } from './features.ts';

/** One number per feature, in the order of FEATURES. */
export type Weights = ArrayLike<number>;

const start: Record<Feature, number> = {
  covisit: 0.4,
  covisitRecent: 0.4,
  popLong: 0.05,
  popShort: 0.05,
  recency: 0.1,
};

/** What ranking begins with, before anything was learned. */
export const START_WEIGHTS: Weights = Float64Array.from(FEATURES, (feature) => start[feature]);

/** Writes the score w·x of each of the first rows of features; `scores` says of how many. */
export function writeScores(scores: Float64Array, rows: Float64Array, weights: Weights): void {
  const width = FEATURES.length;
  for (let row = 0, at = 0; row < scores.length; row++) {
    let score = 0;
    for (let f = 0; f < width; f++) score += weights[f]! * rows[at++]!;
    scores[row] = score;
  }
}
