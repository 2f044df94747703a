/** Clicks from here on count in full: the length of a usual answer. */
const POSITION_FULL = 20;
/** What a signal can hold: a credit is a whole number of these parts. */
export const CREDIT_PARTS = 255;

/**
 * What a click counts, above 0 to 1, that came from the site's own answer, where it stood at
 * `position` (from 1; null: not told, taken as the top).
 *
 * Position-based model (Richardson, Dominowska, Ragno 2007): a click takes that the place is looked at
 * and that the item is wanted. The first happens with θ(k) = 1/log2(1 + k), the discount of DCG
 * (Järvelin, Kekäläinen 2002), and says nothing of the item, so a click weighs 1/θ(k) (Joachims,
 * Swaminathan, Schnabel 2017), here in parts of 1/θ(20): 0.23 at the top, 0.45 at position 3, 1 from 20
 * on. No click weighs more than one that nobody led to, so nobody gains by naming a position.
 */
export function creditOf(position: number | null): number {
  const credit = Math.log2(1 + (position ?? 1)) / Math.log2(1 + POSITION_FULL);
  return Math.ceil(CREDIT_PARTS * Math.min(1, credit)) / CREDIT_PARTS;
}
