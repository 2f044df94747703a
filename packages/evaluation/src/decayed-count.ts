/**
 * A count in which each entry halves again and again, as its level: the log2 of what it would be worth
 * at time 0 (Cormode et al.: "Forward Decay", ICDE 2009). Levels of one half-life compare without a
 * clock, and adding needs none to age the rest.
 */
export function addToCount(
  level: number | undefined,
  weight: number,
  at: number,
  halfLifeMs: number,
): number {
  const added = Math.log2(weight) + at / halfLifeMs;
  if (level === undefined) return added;
  return Math.max(level, added) + Math.log2(1 + 2 ** -Math.abs(level - added));
}
