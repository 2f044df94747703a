import { type Candidates, OWN, SUMS } from './candidates.ts';
import { COLUMN, ofChance, ofCosine } from './features.ts';
import { type ItemFeatures, POP_LONG, POP_SHORT, RARITY, RECENCY } from './item-features.ts';
import type { Weights } from './weights.ts';

const { covisit, covisitRecent, sequence, cosine, covisitLast, sequenceLast, hop } = COLUMN;
const { inSession, popLong, popShort, recency } = COLUMN;

/** Writes all features of the candidate in `place` to `row`, from `at` on. */
export function writeRow(
  row: Float64Array,
  at: number,
  place: number,
  { sums, hop: hops, own, owned, slots }: Candidates,
  items: ItemFeatures,
): void {
  const from = place * SUMS;
  const item = items.row(slots[place]!);
  for (let column = 0; column < SUMS; column++) row[at + column] = ofChance(sums[from + column]!);
  row[at + cosine] = ofCosine(sums[from + cosine]! * items.rows[item + RARITY]!);
  row[at + hop] = ofChance(hops[place]!);
  const ownRow = own[place]! * OWN;
  for (let column = 0; column < OWN; column++) {
    row[at + inSession + column] = ownRow === 0 ? 0 : owned[ownRow + column]!;
  }
  row[at + popLong] = items.rows[item + POP_LONG]!;
  row[at + popShort] = items.rows[item + POP_SHORT]!;
  row[at + recency] = items.rows[item + RECENCY]!;
}

/**
 * Writes the scores of the candidates from place `from` on to the start of `scores`: the products of
 * weights and rows, without writing these. Most candidates have few features that are not 0.
 */
export function writeScores(
  scores: Float64Array,
  candidates: Candidates,
  items: ItemFeatures,
  weights: Weights,
  from = 0,
): void {
  const { hop: hops, own, owned, near, size } = candidates;
  writeItemScores(scores, candidates, items, weights, from);
  for (let place = from; place < near; place++) {
    scores[place - from]! += nearScore(candidates, place, items, weights);
  }
  for (let place = from; place < size; place++) {
    if (hops[place]! > 0) scores[place - from]! += weights[hop]! * ofChance(hops[place]!);
    if (own[place]! > 0) scores[place - from]! += ownScore(owned, own[place]! * OWN, weights);
  }
}

/**
 * What items score by themselves. A loop of its own: each item is a cache miss, and only with nothing
 * between do these overlap.
 */
function writeItemScores(
  scores: Float64Array,
  { slots, size }: Candidates,
  items: ItemFeatures,
  weights: Weights,
  from: number,
): void {
  const ofLong = weights[popLong]!;
  const ofShort = weights[popShort]!;
  const ofRecency = weights[recency]!;
  for (let place = from; place < size; place++) {
    const item = items.row(slots[place]!);
    const { rows } = items;
    scores[place - from] =
      ofLong * rows[item + POP_LONG]! +
      ofShort * rows[item + POP_SHORT]! +
      ofRecency * rows[item + RECENCY]!;
  }
}

function nearScore(
  { sums, slots }: Candidates,
  place: number,
  items: ItemFeatures,
  weights: Weights,
): number {
  const row = place * SUMS;
  const rarity = items.rarity(slots[place]!);
  return (
    weights[covisit]! * ofChance(sums[row + covisit]!) +
    weights[covisitRecent]! * ofChance(sums[row + covisitRecent]!) +
    weights[sequence]! * ofChance(sums[row + sequence]!) +
    weights[cosine]! * ofCosine(sums[row + cosine]! * rarity) +
    weights[covisitLast]! * ofChance(sums[row + covisitLast]!) +
    weights[sequenceLast]! * ofChance(sums[row + sequenceLast]!)
  );
}

function ownScore(owned: Float64Array, row: number, weights: Weights): number {
  let score = 0;
  for (let column = 0; column < OWN; column++) {
    score += weights[inSession + column]! * owned[row + column]!;
  }
  return score;
}
