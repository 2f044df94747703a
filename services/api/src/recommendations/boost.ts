import type { SiteItems } from '@freshet/tables';
import { type Boost, FACTOR_MAX } from '../query/boosts.ts';

const LIFT_MAX = Math.log(FACTOR_MAX);

/**
 * What boosts add to an item's score: ln of their factors. Scores are the ranker's log-odds, often
 * below 0, where a factor on the score itself would hold back what it should bring forward.
 */
export function liftOf(
  boosts: readonly Boost[],
  items: Pick<SiteItems, 'matches'>,
): ((slot: number) => number) | undefined {
  if (boosts.length === 0) return undefined;
  const lifts = boosts.map(({ filter, factor }) => ({ filter, lift: Math.log(factor) }));
  return (slot) => {
    let sum = 0;
    for (const { filter, lift } of lifts) if (items.matches(slot, filter)) sum += lift;
    return Math.min(LIFT_MAX, Math.max(-LIFT_MAX, sum));
  };
}
