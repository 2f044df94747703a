import { type Board, REFILL_SCAN_MAX } from '@freshet/recommend';
import type { EntryFilter, SiteItems, SiteTables } from '@freshet/tables';
import { isLetIn, type Standing } from './competition.ts';
import type { GivenCandidates } from './given-candidates.ts';
import { type Listed, rank } from './ranking.ts';
import { boardsFor } from './sources.ts';
import type { Task, Work } from './task.ts';

interface Among {
  readonly given: GivenCandidates | null;
  readonly standing: Standing;
}

/** The best of what may be in the list, best first, and what rules bury only where nothing else is left. */
export async function fill(
  site: SiteTables,
  task: Task,
  work: Work,
  given: GivenCandidates | null,
): Promise<readonly Listed[]> {
  const ranked = await fillFrom(site, task, work, { given, standing: 'level' });
  const missing = task.slot.n - ranked.length;
  if (missing <= 0 || task.rules?.buries !== true) return ranked;
  const ahead = [...task.ahead, ...ranked.map(({ slot }) => slot)];
  const rest = { ...task, slot: { ...task.slot, n: missing }, ahead };
  return [...ranked, ...(await fillFrom(site, rest, work, { given, standing: 'buried' }))];
}

async function fillFrom(
  site: SiteTables,
  task: Task,
  work: Work,
  among: Among,
): Promise<readonly Listed[]> {
  const { items, boards } = site;
  const categories = boardsFor(task, site);
  const fromBoards = (board: Board | undefined) =>
    categories.map((category) => ({ category, fill: board }));
  const scope = among.given === null ? scopeOf(task, among, items) : null;
  const isScarce = (category: string | undefined) =>
    scope !== null && boards.hasFilteredBoard('short', scope, category);
  // What was found too far down a moment ago is so still: ranking twice would find that out again.
  if (scope === null || !categories.every(isScarce)) {
    const near = rank(site, task, work, { boards: fromBoards(among.given?.board), ...among });
    const mayLack = near.length < task.slot.n && items.size > REFILL_SCAN_MAX;
    if (scope === null || !mayLack) return near;
  }
  const deeper = await Promise.all(
    categories.map(async (category) => {
      return { category, fill: await boards.filteredBoard('short', scope, category) };
    }),
  );
  return rank(site, task, work, { boards: deeper, ...among });
}

/** What the catalogue must say of an item so that filter and rules let it in; null: anything. */
function scopeOf(
  { slot: { filter }, rules }: Pick<Task, 'slot' | 'rules'>,
  { standing }: Pick<Among, 'standing'>,
  items: SiteItems,
): EntryFilter | null {
  if (rules === null || !(rules.hides || rules.buries)) return filter;
  return {
    expression: `${rules.name} ${standing} ${filter?.expression ?? ''}`,
    matches(entry) {
      if (filter !== null && !items.matches(items.slotOf(entry.itemId), filter)) return false;
      return isLetIn[standing](rules.on(items.slotOf(entry.itemId)));
    },
  };
}
