import type { SiteItems } from '@freshet/tables';
import { categoryCap } from './category-cap.ts';
import { competitorsFor, type Standing } from './competition.ts';
import type { GivenCandidates } from './given-candidates.ts';
import type { Task, Work } from './task.ts';

interface Among {
  readonly given: GivenCandidates | null;
  readonly standing: Standing;
}

/** Whether an item may be in a list. To be asked at most once per item, best first: it counts categories. */
export function admissionTo(
  task: Task,
  { taken }: Pick<Work, 'taken'>,
  { given, standing }: Among,
  items: SiteItems,
): (place: number) => boolean {
  const { slot, context, situation, ahead } = task;
  const { maxPerCategory } = slot;
  const { banned } = context;
  const { session, history } = situation;
  const isRaw = slot.scenario === 'raw';
  const competes = competitorsFor(task, standing, items);
  const isWithinCap = maxPerCategory === null ? undefined : categoryCap(maxPerCategory, items);
  if (isWithinCap !== undefined) for (const place of ahead) isWithinCap(place);
  return (place) => {
    if (banned.has(place)) return false;
    if (taken.size > 0 && taken.has(items.ids[place]!)) return false;
    if (given !== null && !given.slots.has(place)) return false;
    if (competes !== undefined && !competes(place)) return false;
    // Last: it counts what it lets through.
    return mayShow(place) && (isWithinCap === undefined || isWithinCap(place));
  };

  function mayShow(place: number): boolean {
    if (isRaw || items.isServable(place)) return true;
    if (!items.isUncatalogued) return false;
    return given !== null || session.includes(place) || history.includes(place);
  }
}
