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
  return addLevels(level, Math.log2(weight) + atMs / halfLifeMs);
}

/** The level of two counters of one half-life together. */
export function addLevels(a: number, b: number): number {
  if (a === EMPTY_LEVEL) return b;
  const high = Math.max(a, b);
  return high + Math.log2(1 + 2 ** (Math.min(a, b) - high));
}

/** What a counter is worth at `nowMs`; 0 when it never counted or has decayed away. */
export function valueOfLevel(level: number, nowMs: number, halfLifeMs: number): number {
  return 2 ** (level - nowMs / halfLifeMs);
}
