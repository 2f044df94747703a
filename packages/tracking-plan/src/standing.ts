/**
 * Whether a planned type comes: `silent` for longer than the plan allows, `late` for longer than it
 * usually takes, `never` since anybody remembers.
 */
export type Standing = 'arriving' | 'late' | 'silent' | 'never';

/** What is remembered of when events of a type came. */
export interface Arrivals {
  /** Epoch ms. */
  readonly lastAt: number;
  /** Longest time between two of them in the last weeks, in ms; null before the third. */
  readonly longestGapMs: number | null;
}

/** A pause so many times as long as any lately is out of the ordinary. */
const LATE_FACTOR = 2;
/** A shorter pause never is. */
const LATE_MS_MIN = 300_000;
const MINUTE_MS = 60_000;

/** How the type stands at `now`; `arrivals` undefined: none is remembered. */
export function standingOf(
  { everyMinutes }: { readonly everyMinutes?: number },
  arrivals: Arrivals | undefined,
  now: number,
): Standing {
  if (arrivals === undefined) return 'never';
  const pauseMs = now - arrivals.lastAt;
  if (everyMinutes !== undefined && pauseMs > everyMinutes * MINUTE_MS) return 'silent';
  const { longestGapMs } = arrivals;
  if (longestGapMs === null) return 'arriving';
  return pauseMs > Math.max(LATE_MS_MIN, LATE_FACTOR * longestGapMs) ? 'late' : 'arriving';
}
