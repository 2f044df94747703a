import { dice, explore, EXPLORED_PLACES_MAX } from '@freshet/recommend';
import type { SiteTables } from '@freshet/tables';
import type { Listed } from '../recommendations/ranking.ts';
import type { Task, Work } from '../recommendations/task.ts';
import { youngCandidates } from './young-candidates.ts';

/** What stands in one place of a list. */
export interface Placed {
  readonly slot: number;
  /** As the ranking has it; undefined: its place was explored. */
  readonly ranked: Listed | undefined;
  /** The chance that it had to stand there. */
  readonly propensity: number;
}

/** The list with young items in the places that are explored; undefined: it stays as it is ranked. */
export function exploreList(
  ranked: readonly Listed[],
  site: SiteTables,
  task: Task,
  work: Work,
): readonly Placed[] | undefined {
  if (task.explorationShare === 0 || ranked.length === 0 || site.young.count === 0)
    return undefined;
  const { slots, weights } = youngCandidates(ranked, site, task, work);
  if (slots.length === 0) return undefined;
  const exploration = {
    share: task.explorationShare,
    // Pinned ones may stand before any of them.
    places: EXPLORED_PLACES_MAX - task.ahead.length,
    weights,
  };
  return explore(ranked.length, exploration, dice(task.randomness)).map((place) => {
    const one = place.isExplored ? undefined : ranked[place.index]!;
    return { slot: one?.slot ?? slots[place.index]!, ranked: one, propensity: place.propensity };
  });
}
