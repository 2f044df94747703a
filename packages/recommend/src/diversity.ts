/** A diverse list is chosen from so many times as many items as it has, */
const POOL_PER_ITEM = 3;
/** but from no more than these, unless it has more itself: the work grows with the product of both. */
const POOL_MAX = 300;

/** How many of the best items a diverse list of `n` is chosen from. */
export function poolFor(n: number): number {
  return Math.max(n, Math.min(POOL_PER_ITEM * n, POOL_MAX));
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
 * Ties come in the order of their positions. `scores` are finite.
 */
export function diverseFirst(
  scores: ArrayLike<number>,
  { n, diversity, similarity }: DiversityQuery,
): number[] {
  const size = scores.length;
  const worth = relevanceOf(scores);
  for (let i = 0; i < size; i++) worth[i]! *= 1 - diversity;
  const likeness = new Float64Array(size);
  const isChosen = new Uint8Array(size);
  const chosen: number[] = [];
  while (chosen.length < Math.min(n, size)) {
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < size; i++) {
      const marginal = worth[i]! - diversity * likeness[i]!;
      if (isChosen[i] === 1 || marginal <= most) continue;
      best = i;
      most = marginal;
    }
    chosen.push(best);
    isChosen[best] = 1;
    for (let i = 0; i < size; i++) {
      if (isChosen[i] === 0) likeness[i] = Math.max(likeness[i]!, similarity(best, i));
    }
  }
  return chosen;
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
  return Float64Array.from(scores, (score) => (span > 0 ? (score - low) / span : 0));
}
