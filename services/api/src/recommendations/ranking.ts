import { type Board, poolFor, type Query, type Ranked, recommend } from '@freshet/recommend';
import type { SiteTables } from '@freshet/tables';
import { admissionTo } from './admission.ts';
import { liftOf } from './lift.ts';
import type { Standing } from './competition.ts';
import { diversify } from './diversify.ts';
import { explain, type Explained } from './explanation.ts';
import type { GivenCandidates } from './given-candidates.ts';
import { viewOf } from './sources.ts';
import type { Task, Work } from './task.ts';

/** Where a list's items may come from. */
export interface Source {
  /** How rules let them in. */
  readonly standing: Standing;
  /** They alone may be in it; null: whatever the visitor's way suggests. */
  readonly given: GivenCandidates | null;
  /** Boards of these categories, as `boardsFor` has them, each with what the list is filled from, as Query has it. */
  readonly boards: readonly { readonly category: string | undefined; readonly fill?: Board }[];
}

/** Explained where the slot asks for it. */
export type Listed = Ranked | Explained;

/**
 * The best of what may be in the list: what the first board has led to, best first, then the others; or a
 * diverse choice among them.
 */
export function rank(site: SiteTables, task: Task, work: Work, source: Source): Listed[] {
  const { slot, situation } = task;
  if (slot.diversity === 0) return bestOf(slot.n, site, task, work, source);
  const pool = bestOf(poolFor(slot.n, slot.diversity), site, task, work, source);
  return diversify(pool, slot, situation, site.items, work.workspace);
}

function bestOf(
  wanted: number,
  site: SiteTables,
  task: Task,
  work: Work,
  { given, boards, standing }: Source,
): Listed[] {
  const { slot, at, situation } = task;
  const n = given === null ? wanted : given.slots.size;
  const mayBeIn = admissionTo(task, work, given, site.items);
  const ranked: Listed[] = [];
  for (const { category, fill } of boards) {
    if (ranked.length >= n) break;
    const listed = new Set(ranked.map((one) => one.slot));
    const query: Query = {
      n: n - ranked.length,
      fill,
      lift: liftOf(task, standing, site.items),
      ranker: work.ranker,
      admits: (place) => !listed.has(place) && mayBeIn(place),
      // Last: V8 copies an object that begins with it a hundred times slower.
      ...situation,
    };
    const view = viewOf(site, category, at);
    const found = recommend(view, query, work.workspace);
    ranked.push(...(slot.explain ? explain(found, view, query, work.workspace) : found));
  }
  return ranked.slice(0, wanted);
}
