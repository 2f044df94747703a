import { finestKept } from '../history/covering-cells.ts';
import { beginningOf, type Resolution } from '../history/resolutions.ts';

/** A time on whole steps of `finest`. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly finest: Resolution;
}

/**
 * The time asked about, outward to whole steps of what is kept of it, and as long a one right before it:
 * that one on the coarser steps of what is older.
 */
export function spansOf(
  from: number,
  to: number,
  clock: number,
): { readonly now: Span; readonly before: Span } {
  const finest = finestKept(from, clock);
  const now = { from: beginningOf(finest.stepS, from), to: roundUp(finest, to), finest };
  const begin = now.from - (now.to - now.from);
  const older = finestKept(begin, clock);
  const before = {
    from: beginningOf(older.stepS, begin),
    to: beginningOf(older.stepS, now.from),
    finest: older,
  };
  return { now, before };
}

function roundUp({ stepS }: Resolution, at: number): number {
  const begin = beginningOf(stepS, at);
  return begin === at ? at : begin + stepS * 1_000;
}
