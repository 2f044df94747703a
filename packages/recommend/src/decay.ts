/**
 * Forward decay (Cormode, Shkapenyuk, Srivastava, Xu: "Forward Decay", ICDE 2009) in the log2 domain:
 * a decaying counter is one float64, its level. Its value at time t is 2^(level − t/halfLife), so two
 * counters of one half-life compare without a clock, nothing overflows in years, and late events
 * land where they belong.
 */
export const EMPTY_LEVEL = Number.NEGATIVE_INFINITY;
/** A part this small is what rounding leaves: levels are known to about 1e-12. */
const NOTHING_LEFT = 1e-9;

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

/** The level of a counter without what another one of its half-life adds to it; empty where nothing is left. */
export function withoutLevel(level: number, part: number): number {
  if (part === EMPTY_LEVEL) return level;
  const left = 1 - 2 ** (part - level);
  return left < NOTHING_LEFT ? EMPTY_LEVEL : level + Math.log2(left);
}

/** What a counter is worth at `nowMs`; 0 when it never counted or has decayed away. */
export function valueOfLevel(level: number, nowMs: number, halfLifeMs: number): number {
  return 2 ** (level - nowMs / halfLifeMs);
}
