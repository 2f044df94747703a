import {
  type Board,
  type Ranked,
  type RankerWeights,
  REFILL_SCAN_MAX,
  recommend,
  type Situation,
  type Workspace,
} from '@freshet/recommend';
import type { EntryFilter, SiteItems, SiteTables } from '@freshet/tables';
import type { Slot } from '../query/recommendation-request.ts';
import { liftOf } from './boost.ts';
import { categoryCap } from './category-cap.ts';
import type { Context } from './context.ts';
import { type GivenCandidates, givenCandidates } from './given-candidates.ts';
import { type Reason, reasonsOf } from './reasons.ts';

/**
 * How a list was made: `co-visitation` if neighbours of the session are in it, `trending` if nothing
 * is known that leads further, `none` if nothing is known at all of what may be shown.
 */
export type Strategy = 'co-visitation' | 'trending' | 'none';

export interface Recommendation {
  readonly itemId: string;
  /** null: nothing is known of it that could be scored. */
  readonly score: number | null;
  readonly reasons?: readonly Reason[];
}

export interface List {
  readonly strategy: Strategy;
  readonly items: readonly Recommendation[];
}

/** A list to be made. */
export interface Task {
  readonly slot: Slot;
  /** Epoch ms; null: now. */
  readonly at: number | null;
  readonly context: Context;
  readonly situation: Situation;
}

/** What the lists of one request share. */
export interface Work {
  readonly workspace: Workspace;
  readonly ranker: RankerWeights;
  /** Items of earlier lists; each list adds its own. */
  readonly taken: Set<string>;
}

/** An answer's scores have four decimals: what follows them decides nothing and takes long to write. */
const SCORE_UNITS = 1e4;

/** The best items for a slot, none that an earlier list has. */
export async function listOf(site: SiteTables, task: Task, work: Work): Promise<List> {
  const { slot } = task;
  const { items, boards } = site;
  const given = slot.candidates && givenCandidates(slot.candidates, items);
  let ranked = rank(site, task, work, { given, fill: given?.board });
  if (given === null && mayLack(ranked, slot, items)) {
    const fill = await boards.filteredBoard('short', slot.filter);
    ranked = rank(site, task, work, { given, fill });
  }
  const known = ranked.map((one) => recommendationOf(one, items, task));
  const unknown = given === null ? [] : unknownOf(given, slot, items);
  const list = [...known, ...unknown.filter(({ itemId }) => !work.taken.has(itemId))];
  const cut = list.slice(0, slot.n);
  for (const { itemId } of cut) work.taken.add(itemId);
  return { strategy: strategyOf(ranked), items: cut };
}

interface Source {
  /** They alone may be in it; null: whatever the visitor's way suggests. */
  readonly given: GivenCandidates | null;
  /** As Query has it. */
  readonly fill: Board | undefined;
}

function rank(site: SiteTables, task: Task, work: Work, { given, fill }: Source): Ranked[] {
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
 * cannot tell.
 */
function unknownOf(
  { unknown }: GivenCandidates,
  { exclude, filter, itemId: page }: Slot,
  items: SiteItems,
): Recommendation[] {
  if (filter !== null || !items.isUncatalogued) return [];
  return unknown
    .filter((itemId) => itemId !== page && !exclude.includes(itemId))
    .map((itemId) => ({ itemId, score: null }));
}

function recommendationOf(
  { slot: place, score: exact, source }: Ranked,
  items: SiteItems,
  { slot, situation }: Pick<Task, 'slot' | 'situation'>,
): Recommendation {
  const itemId = items.ids[place]!;
  const score = Math.round(exact * SCORE_UNITS) / SCORE_UNITS;
  if (!slot.explain) return { itemId, score };
  return { itemId, score, reasons: reasonsOf(place, source, situation, items) };
}

function strategyOf(ranked: readonly Ranked[]): Strategy {
  if (ranked.length === 0) return 'none';
  return ranked.some(({ source }) => source === 'co-visitation') ? 'co-visitation' : 'trending';
}
