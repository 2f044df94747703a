import { type Candidates, OWN, SUMS } from './candidates.ts';
import { COLUMN, ofChance, ofCosine, ofLift } from './features.ts';
import {
  type ItemFeatures,
  POP_LONG,
  POP_NOW,
  POP_SHORT,
  RARITY,
  RECENCY,
  UNPOPULARITY,
} from './item-features.ts';
import type { Weights } from './weights.ts';

const { covisit, covisitRecent, sequence, covisitNewest, cosine, hop, reach, lift } = COLUMN;
const { inSession, cosineAgain, hopAgain, popLong, popShort, popNow, recency } = COLUMN;

/** What `hop` counts for in `hopAgain`. */
const HOP_AGAIN = 0.5;

/** Writes all features of the candidate in `place` to `row`, from `at` on. */
export function writeRow(
  row: Float64Array,
  at: number,
  place: number,
  { sums, hop: hops, own, owned, slots }: Candidates,
  items: ItemFeatures,
): void {
  const from = place * SUMS;
  const chance = sums[from + covisit]!;
  const item = items.row(slots[place]!);
  for (let column = 0; column < cosine; column++) row[at + column] = ofChance(sums[from + column]!);
  row[at + cosine] = ofCosine(sums[from + cosine]! * items.rows[item + RARITY]!);
  row[at + hop] = ofChance(hops[place]!);
  row[at + reach] = ofChance(chance + hops[place]!);
  row[at + lift] = ofLift(chance * items.rows[item + UNPOPULARITY]!);
  const ownRow = own[place]! * OWN;
  for (let column = 0; column < OWN; column++) {
    row[at + inSession + column] = ownRow === 0 ? 0 : owned[ownRow + column]!;
  }
  const again = row[at + inSession]!;
  row[at + cosineAgain] = again * row[at + cosine]!;
  row[at + hopAgain] = again * HOP_AGAIN * row[at + hop]!;
  row[at + popLong] = items.rows[item + POP_LONG]!;
  row[at + popShort] = items.rows[item + POP_SHORT]!;
  row[at + popNow] = items.rows[item + POP_NOW]!;
  row[at + recency] = items.rows[item + RECENCY]!;
}

/**
 * Writes the scores of the candidates in `places`, which ascend, to the start of `scores`: the products
 * of weights and rows, without writing these. Most candidates have few features that are not 0.
 */
export function writeScores(
  scores: Float64Array,
  candidates: Candidates,
  places: Int32Array,
  items: ItemFeatures,
  weights: Weights,
): void {
  const { hop: hops, own, near } = candidates;
  writeItemScores(scores, candidates, places, items, weights);
  let i = 0;
  for (; i < places.length && places[i]! < near; i++) {
    scores[i]! += nearScore(candidates, places[i]!, items, weights);
  }
  const ofHop = weights[hop]! + weights[reach]!;
  for (; i < places.length; i++) {
    const hopped = hops[places[i]!]!;
    if (hopped > 0) scores[i]! += ofHop * ofChance(hopped);
  }
  for (i = 0; i < places.length; i++) {
    const place = places[i]!;
    if (own[place]! > 0) scores[i]! += ownScore(candidates, place, items, weights);
  }
}

/**
 * What items score by themselves. A loop of its own: each item is a cache miss, and only with nothing
 * between do these overlap.
 */
function writeItemScores(
  scores: Float64Array,
  { slots }: Candidates,
  places: Int32Array,
  items: ItemFeatures,
  weights: Weights,
): void {
  const ofLong = weights[popLong]!;
  const ofShort = weights[popShort]!;
  const ofNow = weights[popNow]!;
  const ofRecency = weights[recency]!;
  for (let i = 0; i < places.length; i++) {
    const item = items.row(slots[places[i]!]!);
    const { rows } = items;
    scores[i] =
      ofLong * rows[item + POP_LONG]! +
      ofShort * rows[item + POP_SHORT]! +
      ofNow * rows[item + POP_NOW]! +
      ofRecency * rows[item + RECENCY]!;
  }
}

function nearScore(
  { sums, hop: hops, slots }: Candidates,
  place: number,
  items: ItemFeatures,
  weights: Weights,
): number {
  const row = place * SUMS;
  const item = items.row(slots[place]!);
  const chance = sums[row + covisit]!;
  const hopped = hops[place]!;
  const straight = ofChance(chance);
  const reached =
    hopped > 0
      ? weights[hop]! * ofChance(hopped) + weights[reach]! * ofChance(chance + hopped)
      : weights[reach]! * straight;
  return (
    weights[covisit]! * straight +
    weights[covisitRecent]! * ofChance(sums[row + covisitRecent]!) +
    weights[sequence]! * ofChance(sums[row + sequence]!) +
    weights[covisitNewest]! * ofChance(sums[row + covisitNewest]!) +
    weights[cosine]! * ofCosine(sums[row + cosine]! * items.rows[item + RARITY]!) +
    weights[lift]! * ofLift(chance * items.rows[item + UNPOPULARITY]!) +
    reached
  );
}

function ownScore(
  { sums, hop: hops, own, owned, slots }: Candidates,
  place: number,
  items: ItemFeatures,
  weights: Weights,
): number {
  const row = own[place]! * OWN;
  let score = 0;
  for (let column = 0; column < OWN; column++) {
    score += weights[inSession + column]! * owned[row + column]!;
  }
  if (owned[row] !== 1) return score;
  const similar = ofCosine(sums[place * SUMS + cosine]! * items.rarity(slots[place]!));
  const hopped = HOP_AGAIN * ofChance(hops[place]!);
  return score + weights[cosineAgain]! * similar + weights[hopAgain]! * hopped;
}
