import { boundedLift, HIDDEN } from '@freshet/rules';
import type { SiteItems } from '@freshet/tables';
import { askedFor, isLetIn, type Standing } from './competition.ts';
import type { Task } from './task.ts';

/**
 * What boosts, of the question and of rules, add to an item's score: ln of their factors. Scores are
 * the ranker's log-odds, often below 0, where a factor on the score itself would hold back what it
 * should bring forward. −Infinity where the item does not compete for the list. Undefined: all do, and
 * nothing is added. For use before anything is awaited.
 */
export function liftOf(
  { slot, rules }: Pick<Task, 'slot' | 'rules'>,
  standing: Standing,
  items: Pick<SiteItems, 'matcher' | 'slotsIn'>,
): ((place: number) => number) | undefined {
  const isAskedFor = askedFor(slot, items);
  const ruled = rules !== null && (rules.hides || rules.buries || rules.boosts) ? rules : undefined;
  if (slot.boosts.length === 0 && ruled === undefined) {
    return isAskedFor && ((place) => (isAskedFor(place) ? 0 : HIDDEN));
  }
  const isOfStanding = isLetIn[standing];
  const lifts = slot.boosts.map(({ filter, factor }) => ({
    passes: items.matcher(filter),
    lift: Math.log(factor),
  }));
  return (place) => {
    if (isAskedFor !== undefined && !isAskedFor(place)) return HIDDEN;
    let sum = ruled?.on(place) ?? 0;
    if (!isOfStanding(sum)) return HIDDEN;
    // Buried, among others that are.
    if (!Number.isFinite(sum)) return 0;
    for (const { passes, lift } of lifts) if (passes(place)) sum += lift;
    return boundedLift(sum);
  };
}
