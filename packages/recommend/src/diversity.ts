/** A list in which likeness alone counts is chosen from so many more items for each that it has, */
const SPARE_PER_ITEM = 4;
/** but from no more than these, unless it has more itself: the work grows with the product of both. */
const POOL_MAX = 300;

/** How many of the best items a list of `n` is chosen from: the more likeness counts, the further down it looks. */
export function poolFor(n: number, diversity: number): number {
  return Math.max(n, Math.min(Math.ceil((1 + SPARE_PER_ITEM * diversity) * n), POOL_MAX));
}

export interface DiversityQuery {
  readonly n: number;
  /** What likeness costs, 0 to 1: 0 goes by the scores alone, 1 by likeness alone. */
  readonly diversity: number;
  /** How alike the items in two positions are, 0 to 1. */
  similarity(a: number, b: number): number;
}

/**
 * Positions of a list in its order by maximal marginal relevance (Carbonell & Goldstein, SIGIR 1998):
 * each is the one with the most of (1 − d) relevance − d likeness, the likeness being that to the most
 * alike of those before it, and relevance the score, from 0 for the worst of the pool to 1 for the best.
 * Ties go to the higher score, then to the earlier position. `scores` are finite.
 */
export function diverseFirst(
  scores: ArrayLike<number>,
  { n, diversity, similarity }: DiversityQuery,
): number[] {
  const worth = relevanceOf(scores);
  for (let i = 0; i < worth.length; i++) worth[i]! *= 1 - diversity;
  const left = bestToWorst(scores);
  const chosen: number[] = [];
  const likeness = new Float64Array(worth.length);
  /** How many of the chosen each is compared with: most are never worth comparing with all. */
  const compared = new Uint16Array(worth.length);
  while (chosen.length < n && left.length > 0) {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < left.length; at++) {
      const position = left[at]!;
      // Likeness only takes away, so neither this one nor any behind it can be more.
      if (worth[position]! <= most) break;
      const marginal = marginalOf(position, most);
      if (marginal > most) {
        best = at;
        most = marginal;
      }
    }
    chosen.push(left.splice(best, 1)[0]!);
  }
  return chosen;

  /** What an item is worth beside the chosen; no more than `enough` where it would be found to be less. */
  function marginalOf(position: number, enough: number): number {
    let marginal = worth[position]! - diversity * likeness[position]!;
    while (compared[position]! < chosen.length && marginal > enough) {
      const alike = similarity(chosen[compared[position]!++]!, position);
      if (alike <= likeness[position]!) continue;
      likeness[position] = alike;
      marginal = worth[position]! - diversity * alike;
    }
    return marginal;
  }
}

function bestToWorst(scores: ArrayLike<number>): number[] {
  const positions: number[] = [];
  let isSorted = true;
  for (let i = 0; i < scores.length; i++) {
    positions.push(i);
    if (i > 0 && scores[i]! > scores[i - 1]!) isSorted = false;
  }
  // As they are ranked: nothing to do for most lists.
  return isSorted ? positions : positions.toSorted((a, b) => scores[b]! - scores[a]!);
}

/** 0 for all where all are the same. */
function relevanceOf(scores: ArrayLike<number>): Float64Array {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) {
    low = Math.min(low, scores[i]!);
    high = Math.max(high, scores[i]!);
  }
  const span = high - low;
  const relevance = new Float64Array(scores.length);
  if (span > 0) for (let i = 0; i < scores.length; i++) relevance[i] = (scores[i]! - low) / span;
  return relevance;
}
