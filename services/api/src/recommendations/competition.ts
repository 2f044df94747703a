import { BURIED, HIDDEN } from '@freshet/rules';
import type { SiteItems } from '@freshet/tables';
import type { Task } from './task.ts';

/** How rules let an item into a list: as any other, where nothing else is left, or at a place of its own. */
export type Standing = 'level' | 'buried' | 'pinned';

/** By what rules do to it. */
export const isLetIn: Record<Standing, (effect: number) => boolean> = {
  level: (effect) => effect !== HIDDEN && effect !== BURIED,
  buried: (effect) => effect === BURIED,
  pinned: (effect) => effect !== HIDDEN,
};

/**
 * Which items compete for a list, as far as its filter, its category and rules tell, in this order;
 * undefined: all do. For use before anything is awaited.
 */
export function competitorsFor(
  { slot: { filter, category }, rules }: Pick<Task, 'slot' | 'rules'>,
  standing: Standing,
  items: Pick<SiteItems, 'matcher' | 'slotsIn'>,
): ((place: number) => boolean) | undefined {
  const members = category === null ? undefined : items.slotsIn(category);
  const passes = filter === null ? undefined : items.matcher(filter);
  if (members === undefined && rules === null) return passes;
  const isOfStanding = isLetIn[standing];
  return (place) => {
    if (passes !== undefined && !passes(place)) return false;
    if (members !== undefined && !members.has(place)) return false;
    return rules === null || isOfStanding(rules.on(place));
  };
}
