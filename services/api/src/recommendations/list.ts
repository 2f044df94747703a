import { type Board, type Ranked, REFILL_SCAN_MAX, type Situation } from '@freshet/recommend';
import type { EntryFilter, SiteItems, SiteTables } from '@freshet/tables';
import type { Slot } from '../query/recommendation-request.ts';
import { type EmptyBecause, emptinessOfList } from './emptiness.ts';
import { type ByFeature, explainedWeights, type Explanation } from './explanation.ts';
import { type GivenCandidates, givenCandidates } from './given-candidates.ts';
import { type Listed, rank } from './ranking.ts';
import { type Reason, reasonsOf } from './reasons.ts';
import { boardsFor } from './sources.ts';
import type { Task, Work } from './task.ts';

/**
 * How a list was made: `co-visitation` if neighbours of the session are in it, `catalogue` if only what
 * the catalogue says is like its items, `trending` if nothing is known that leads further, `none` if
 * nothing is known at all of what may be shown. `popular`, `trending` and `holdout` (which is popular)
 * are also what arms of experiments are given.
 */
export type Strategy = 'co-visitation' | 'catalogue' | 'trending' | 'popular' | 'holdout' | 'none';

export interface Recommendation extends Partial<Explanation> {
  readonly itemId: string;
  /** null: nothing is known of it that could be scored. */
  readonly score: number | null;
  readonly reasons?: readonly Reason[];
}

export interface List {
  readonly strategy: Strategy;
  readonly items: readonly Recommendation[];
  /** What the features of its items are weighed by, where they are explained. */
  readonly weights?: ByFeature;
  /** Of a list without items. */
  readonly emptyBecause?: EmptyBecause;
}

/** An answer's scores have four decimals: what follows them decides nothing and takes long to write. */
const SCORE_UNITS = 1e4;

/** The best items for a slot, none that an earlier list has. */
export async function listOf(site: SiteTables, task: Task, work: Work): Promise<List> {
  const { slot } = task;
  const { items, boards } = site;
  const given = slot.candidates && givenCandidates(slot.candidates, items);
  const categories = boardsFor(task, site);
  const filled = (fill: Board | undefined) => categories.map((category) => ({ category, fill }));
  let ranked = rank(site, task, work, { given, boards: filled(given?.board) });
  if (given === null && mayLack(ranked, slot, items)) {
    const { filter } = slot;
    const deeper = await Promise.all(
      categories.map(async (category) => {
        return { category, fill: await boards.filteredBoard('short', filter, category) };
      }),
    );
    ranked = rank(site, task, work, { given, boards: deeper });
  }
  const known = ranked.map((one) => recommendationOf(one, items, task.situation));
  const unknown = given === null ? [] : unknownOf(given, slot, items);
  const list = [...known, ...unknown.filter(({ itemId }) => !work.taken.has(itemId))];
  const cut = list.slice(0, slot.n);
  for (const { itemId } of cut) work.taken.add(itemId);
  const strategy = strategyOf(ranked);
  if (cut.length > 0 && !slot.explain) return { strategy, items: cut };
  if (cut.length > 0) return { strategy, items: cut, weights: weightsIn(site, task, work) };
  return { strategy, items: [], emptyBecause: await emptinessOfList(site, slot, given) };
}

/** Whether a list is short because what its filter lets through stands too far down to be found. */
function mayLack(
  ranked: readonly Ranked[],
  slot: Slot,
  items: SiteItems,
): slot is Slot & { readonly filter: EntryFilter } {
  return ranked.length < slot.n && slot.filter !== null && items.size > REFILL_SCAN_MAX;
}

/**
 * What a caller names and nobody knows, to come behind all else. A catalogue would know it, and a filter
 * or a category's page cannot tell.
 */
function unknownOf(
  { unknown }: GivenCandidates,
  { exclude, filter, category, itemId: page }: Slot,
  items: SiteItems,
): Recommendation[] {
  if (filter !== null || category !== null || !items.isUncatalogued) return [];
  return unknown
    .filter((itemId) => itemId !== page && !exclude.includes(itemId))
    .map((itemId) => ({ itemId, score: null }));
}

function recommendationOf(listed: Listed, items: SiteItems, situation: Situation): Recommendation {
  const { slot: place, score: exact, source } = listed;
  const itemId = items.ids[place]!;
  const score = Math.round(exact * SCORE_UNITS) / SCORE_UNITS;
  if (!('explanation' in listed)) return { itemId, score };
  const reasons = reasonsOf(place, source, situation, items);
  return { itemId, score, reasons, ...listed.explanation };
}

function weightsIn({ boards }: SiteTables, { at, situation }: Task, { ranker }: Work): ByFeature {
  return explainedWeights({ ranker, ...situation }, boards.view(at));
}

function strategyOf(ranked: readonly Ranked[]): Strategy {
  if (ranked.length === 0) return 'none';
  const leading = ['co-visitation', 'catalogue'] as const;
  return leading.find((way) => ranked.some(({ source }) => source === way)) ?? 'trending';
}
