import { beginningOf, RESOLUTIONS, type Resolution } from './resolutions.ts';

/** One cell to read. */
export interface Place {
  readonly resolution: Resolution;
  readonly at: number;
}

/** Below it, cells are many, and only the last hours have them. */
const FINE_S = 60;

/** The finest resolution that still has what happened at `from`, of those that cover at least `stepS`. */
export function finestKept(from: number, now: number, stepS = FINE_S): Resolution {
  const kept = RESOLUTIONS.filter((resolution) => {
    return resolution.stepS >= stepS && from >= now - resolution.keptS * 1_000;
  });
  return kept.at(-1) ?? RESOLUTIONS[0]!;
}

/**
 * The fewest cells that cover the time from `from` to before `to`, which both lie on steps of `finest`:
 * whole days where there are any, at their ends what is finer.
 */
export function coveringCells(from: number, to: number, finest: Resolution): readonly Place[] {
  const usable = RESOLUTIONS.filter(({ stepS }) => stepS >= finest.stepS);
  const places: Place[] = [];
  for (let at = from; at < to; ) {
    const resolution = usable.find(({ stepS }) => {
      return at === beginningOf(stepS, at) && (at + stepS * 1_000 <= to || stepS === finest.stepS);
    })!;
    places.push({ resolution, at });
    at += resolution.stepS * 1_000;
  }
  return places;
}
