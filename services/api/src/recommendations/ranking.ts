import { type Board, type Ranked, recommend } from '@freshet/recommend';
import type { SiteTables } from '@freshet/tables';
import { liftOf } from './boost.ts';
import { categoryCap } from './category-cap.ts';
import type { GivenCandidates } from './given-candidates.ts';
import type { Task, Work } from './task.ts';

/** Where a list's items may come from. */
export interface Source {
  /** They alone may be in it; null: whatever the visitor's way suggests. */
  readonly given: GivenCandidates | null;
  /** As Query has it. */
  readonly fill: Board | undefined;
}

/** The best of what may be in the list, best first. */
export function rank(site: SiteTables, task: Task, work: Work, { given, fill }: Source): Ranked[] {
  const { items, boards } = site;
  const { slot, at, context, situation } = task;
  const { filter, n, maxPerCategory } = slot;
  const isWithinCap = maxPerCategory === null ? undefined : categoryCap(maxPerCategory, items);
  const isRaw = slot.scenario === 'raw';
  const { banned } = context;
  const { session, history } = situation;
  const query = {
    n: given === null ? n : given.slots.size,
    fill,
    boost: liftOf(slot.boosts, items),
    ranker: work.ranker,
    admits(place: number) {
      if (banned.has(place) || work.taken.has(items.ids[place]!)) return false;
      if (given !== null && !given.slots.has(place)) return false;
      if (filter !== null && !items.matches(place, filter)) return false;
      // Last: it counts what it lets through.
      return mayShow(place) && (isWithinCap === undefined || isWithinCap(place));
    },
    // Last: V8 copies an object that begins with it a hundred times slower.
    ...situation,
  };
  return recommend(boards.view(at), query, work.workspace).slice(0, n);

  function mayShow(place: number): boolean {
    if (isRaw || items.isServable(place)) return true;
    if (!items.isUncatalogued) return false;
    return given !== null || session.includes(place) || history.includes(place);
  }
}
