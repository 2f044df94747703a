import type { SiteItems } from '@freshet/tables';
import { categoryCap } from './category-cap.ts';
import type { GivenCandidates } from './given-candidates.ts';
import type { Task, Work } from './task.ts';

/**
 * Whether an item that competes for a list may be in it. To be asked at most once per item, best first:
 * it counts categories.
 */
export function admissionTo(
  { slot, context, situation, ahead }: Task,
  { taken }: Pick<Work, 'taken'>,
  given: GivenCandidates | null,
  items: SiteItems,
): (place: number) => boolean {
  const { maxPerCategory } = slot;
  const { banned } = context;
  const { session, history } = situation;
  const isRaw = slot.scenario === 'raw';
  const isWithinCap = maxPerCategory === null ? undefined : categoryCap(maxPerCategory, items);
  if (isWithinCap !== undefined) for (const place of ahead) isWithinCap(place);
  return (place) => {
    if (banned.has(place)) return false;
    if (taken.size > 0 && taken.has(items.ids[place]!)) return false;
    if (given !== null && !given.slots.has(place)) return false;
    // Last: it counts what it lets through.
    return mayShow(place) && (isWithinCap === undefined || isWithinCap(place));
  };

  function mayShow(place: number): boolean {
    if (isRaw || items.isServable(place)) return true;
    if (!items.isUncatalogued) return false;
    return given !== null || session.includes(place) || history.includes(place);
  }
}
