/** Positions of scores from the highest down; ties come in the order of their positions. */
export interface BestFirst {
  /** The next position; −1 when all were taken. */
  next(): number;
}

type Scores = ArrayLike<number>;

/**
 * The order of `scores`, found as far as it is asked for: the `likely` first ones in one pass, which
 * few scores hold up, and what comes behind them from a heap. The best 20 of 400 cost a twentieth of
 * sorting them. `scores` must hold no NaN and must not change meanwhile.
 */
export function bestFirst(scores: Scores, likely: number): BestFirst {
  const run = bestOf(scores, Math.min(likely, scores.length));
  let taken = 0;
  let rest: BestFirst | undefined;
  return {
    next() {
      if (taken < run.length) return run[taken++]!;
      rest ??= heapBehind(scores, run.length);
      return rest.next();
    },
  };
}

/** The best `count` positions, by insertion. */
function bestOf(scores: Scores, count: number): Int32Array {
  const best = new Int32Array(count);
  let size = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    if (size === count && score <= lowest) continue;
    let at = size < count ? size++ : count - 1;
    for (; at > 0 && scores[best[at - 1]!]! < score; at--) best[at] = best[at - 1]!;
    best[at] = i;
    lowest = scores[best[size - 1]!]!;
  }
  return best;
}

/** All positions but the `taken` best ones. */
function heapBehind(scores: Scores, taken: number): BestFirst {
  const heap = new Int32Array(scores.length);
  let size = scores.length;
  for (let i = 0; i < size; i++) heap[i] = i;
  for (let at = (size >> 1) - 1; at >= 0; at--) sink(heap, scores, at, size);
  const order = {
    next() {
      if (size === 0) return -1;
      const best = heap[0]!;
      heap[0] = heap[--size]!;
      sink(heap, scores, 0, size);
      return best;
    },
  };
  for (let i = 0; i < taken; i++) order.next();
  return order;
}

function sink(heap: Int32Array, scores: Scores, start: number, size: number): void {
  const sunk = heap[start]!;
  let at = start;
  for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && precedes(scores, heap[child + 1]!, heap[child]!)) child++;
    if (precedes(scores, sunk, heap[child]!)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = sunk;
}

function precedes(scores: Scores, a: number, b: number): boolean {
  const left = scores[a]!;
  const right = scores[b]!;
  return left > right || (left === right && a < b);
}
