import type { SiteItems } from '@freshet/tables';
import { categoryCap } from './category-cap.ts';
import type { GivenCandidates } from './given-candidates.ts';
import type { Task, Work } from './task.ts';

/** Whether an item may be in a list. To be asked at most once per item, best first: it counts categories. */
export function admissionTo(
  { slot, context, situation }: Task,
  { taken }: Pick<Work, 'taken'>,
  given: GivenCandidates | null,
  items: SiteItems,
): (place: number) => boolean {
  const { filter, maxPerCategory, category } = slot;
  const { banned } = context;
  const { session, history } = situation;
  const isRaw = slot.scenario === 'raw';
  const members = category === null ? undefined : items.slotsIn(category);
  const isWithinCap = maxPerCategory === null ? undefined : categoryCap(maxPerCategory, items);
  return (place) => {
    if (banned.has(place) || taken.has(items.ids[place]!)) return false;
    if (given !== null && !given.slots.has(place)) return false;
    if (members !== undefined && !members.has(place)) return false;
    if (filter !== null && !items.matches(place, filter)) return false;
    // Last: it counts what it lets through.
    return mayShow(place) && (isWithinCap === undefined || isWithinCap(place));
  };

  function mayShow(place: number): boolean {
    if (isRaw || items.isServable(place)) return true;
    if (!items.isUncatalogued) return false;
    return given !== null || session.includes(place) || history.includes(place);
  }
}
