import { BURIED, HIDDEN } from '@freshet/rules';
import type { SiteItems } from '@freshet/tables';
import { categoryCap } from './category-cap.ts';
import type { GivenCandidates } from './given-candidates.ts';
import type { Task, Work } from './task.ts';

/** How rules let an item into a list: as any other, where nothing else is left, or at a place of its own. */
export type Standing = 'level' | 'buried' | 'pinned';

/** By what rules do to it. */
export const isLetIn: Record<Standing, (effect: number) => boolean> = {
  level: (effect) => effect !== HIDDEN && effect !== BURIED,
  buried: (effect) => effect === BURIED,
  pinned: (effect) => effect !== HIDDEN,
};

interface Among {
  readonly given: GivenCandidates | null;
  readonly standing: Standing;
}

/** Whether an item may be in a list. To be asked at most once per item, best first: it counts categories. */
export function admissionTo(
  { slot, context, situation, rules, ahead }: Task,
  { taken }: Pick<Work, 'taken'>,
  { given, standing }: Among,
  items: SiteItems,
): (place: number) => boolean {
  const { filter, maxPerCategory, category } = slot;
  const { banned } = context;
  const { session, history } = situation;
  const isRaw = slot.scenario === 'raw';
  const members = category === null ? undefined : items.slotsIn(category);
  const isWithinCap = maxPerCategory === null ? undefined : categoryCap(maxPerCategory, items);
  if (isWithinCap !== undefined) for (const place of ahead) isWithinCap(place);
  const isOfStanding = isLetIn[standing];
  return (place) => {
    if (banned.has(place) || taken.has(items.ids[place]!)) return false;
    if (given !== null && !given.slots.has(place)) return false;
    if (members !== undefined && !members.has(place)) return false;
    if (filter !== null && !items.matches(place, filter)) return false;
    if (rules !== null && !isOfStanding(rules.on(place))) return false;
    // Last: it counts what it lets through.
    return mayShow(place) && (isWithinCap === undefined || isWithinCap(place));
  };

  function mayShow(place: number): boolean {
    if (isRaw || items.isServable(place)) return true;
    if (!items.isUncatalogued) return false;
    return given !== null || session.includes(place) || history.includes(place);
  }
}
