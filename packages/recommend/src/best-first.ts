/**
 * Positions of `scores` from the highest down, each found when it is asked for: taking k of n costs
 * O(n + k log n), so the best 20 of 400 cost a tenth of sorting them. Ties come in the order of their
 * positions. `scores` must hold no NaN and must not change meanwhile.
 */
export interface BestFirst {
  /** The next position; −1 when all were taken. */
  next(): number;
}

export function bestFirst(scores: ArrayLike<number>): BestFirst {
  const heap = new Int32Array(scores.length);
  let size = scores.length;
  for (let i = 0; i < size; i++) heap[i] = i;
  for (let at = (size >> 1) - 1; at >= 0; at--) sink(heap, scores, at, size);
  return {
    next() {
      if (size === 0) return -1;
      const best = heap[0]!;
      heap[0] = heap[--size]!;
      sink(heap, scores, 0, size);
      return best;
    },
  };
}

function sink(heap: Int32Array, scores: ArrayLike<number>, start: number, size: number): void {
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

function precedes(scores: ArrayLike<number>, a: number, b: number): boolean {
  const left = scores[a]!;
  const right = scores[b]!;
  return left > right || (left === right && a < b);
}
