import { BURIED, HIDDEN } from '@freshet/rules';
import type { SiteItems } from '@freshet/tables';
import type { Slot } from '../query/recommendation-request.ts';
import type { Task } from './task.ts';

/** How rules let an item into a list: as any other, where nothing else is left, or at a place of its own. */
export type Standing = 'level' | 'buried' | 'pinned';

/** By what rules do to it. */
export const isLetIn: Record<Standing, (effect: number) => boolean> = {
  level: (effect) => effect !== HIDDEN && effect !== BURIED,
  buried: (effect) => effect === BURIED,
  pinned: (effect) => effect !== HIDDEN,
};

type Items = Pick<SiteItems, 'matcher' | 'slotsIn'>;

/**
 * Which items compete for a list, as far as its filter, its category and rules tell. For use before
 * anything is awaited.
 */
export function competitorsFor(
  { slot, rules }: Pick<Task, 'slot' | 'rules'>,
  standing: Standing,
  items: Items,
): (place: number) => boolean {
  const isAskedFor = askedFor(slot, items);
  const isOfStanding = isLetIn[standing];
  return (place) => {
    if (isAskedFor !== undefined && !isAskedFor(place)) return false;
    return rules === null || isOfStanding(rules.on(place));
  };
}

/** Which items its filter and its category let into a list; undefined: all. */
export function askedFor(
  { filter, category }: Pick<Slot, 'filter' | 'category'>,
  items: Items,
): ((place: number) => boolean) | undefined {
  const passes = filter === null ? undefined : items.matcher(filter);
  if (category === null) return passes;
  const members = items.slotsIn(category);
  return (place) => members.has(place) && (passes === undefined || passes(place));
}
