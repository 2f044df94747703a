/** Clicks from here on count in full: the length of a usual answer. */
const POSITION_FULL = 20;
/** What a signal can hold: a credit is a whole number of these parts. */
export const CREDIT_PARTS = 255;

/**
 * What a click counts, above 0 to 1, that came from the site's own answer, where it stood at
 * `position`, from 1; null: not told.
 *
 * Position-based model (Richardson, Dominowska, Ragno 2007): a click takes that the place is looked at
 * and that the item is wanted. The first happens with θ(k) = 1/k and says nothing of the item, so a
 * click weighs 1/θ(k) (Joachims, Swaminathan, Schnabel 2017), here in parts of 1/θ(20): 0.05 at the
 * top, 0.5 at position 10, 1 from 20 on. No click weighs more than one that nobody led to.
 */
export function creditOf(position: number | null): number {
  const credit = position === null ? CREDIT_UNPLACED : Math.min(1, position / POSITION_FULL);
  return Math.round(CREDIT_PARTS * credit) / CREDIT_PARTS;
}

/** The mean over a whole answer's clicks, of which θ(k) come from position k: one over Σ 1/k. */
const CREDIT_UNPLACED =
  1 / Array.from({ length: POSITION_FULL }, (_, i) => 1 / (i + 1)).reduce((a, b) => a + b);
