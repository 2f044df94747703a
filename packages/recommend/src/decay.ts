/**
 * Forward decay (Cormode, Shkapenyuk, Srivastava, Xu: "Forward Decay", ICDE 2009) in the log2 domain:
 * a decaying counter is one float64, its level. Its value at time t is 2^(level − t/halfLife), so two
 * counters of one half-life compare without a clock, nothing overflows in years, and late events
 * land where they belong.
 */
export const EMPTY_LEVEL = Number.NEGATIVE_INFINITY;

/** The level after adding `weight` (> 0) at time `atMs`. */
export function addToLevel(
  level: number,
  weight: number,
  atMs: number,
  halfLifeMs: number,
): number {
  const added = Math.log2(weight) + atMs / halfLifeMs;
  if (level === EMPTY_LEVEL) return added;
  const high = Math.max(level, added);
  return high + Math.log2(1 + 2 ** (Math.min(level, added) - high));
}

/** What a counter is worth at `nowMs`; 0 when it never counted or has decayed away. */
export function valueOfLevel(level: number, nowMs: number, halfLifeMs: number): number {
  return 2 ** (level - nowMs / halfLifeMs);
}
