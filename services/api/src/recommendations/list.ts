import type { Ranked } from '@freshet/recommend';
import { type PlacedPin, withPins } from '@freshet/rules';
import type { SiteItems, SiteTables } from '@freshet/tables';
import { exploreList, type Placed } from '../exploration/explore-list.ts';
import type { Slot } from '../query/recommendation-request.ts';
import { type EmptyBecause, emptinessOfList } from './emptiness.ts';
import { type ByFeature, explainedWeights, type Explanation } from './explanation.ts';
import { fill } from './filling.ts';
import { type GivenCandidates, givenCandidates } from './given-candidates.ts';
import { around, pinnedIn } from './pinned.ts';
import type { Listed } from './ranking.ts';
import { type Reason, reasonsOf } from './reasons.ts';
import { type RuleTouch, touchesOf } from './rule-touches.ts';
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
  /** null: nothing is known of it that could be scored, or a rule pins it. */
  readonly score: number | null;
  /** A young item, that visitors are to make known. */
  readonly explored?: true;
  readonly reasons?: readonly Reason[];
  /** Business rules that put it where it is. */
  readonly rules?: readonly RuleTouch[];
}

export interface List {
  readonly strategy: Strategy;
  readonly items: readonly Recommendation[];
  /** What the features of its items are weighed by, where they are explained. */
  readonly weights?: ByFeature;
  /** Of a list without items. */
  readonly emptyBecause?: EmptyBecause;
  /** The chance that each item had to stand in its place; undefined: the ranking alone decided. */
  readonly propensities?: readonly number[] | undefined;
}

/** An answer's scores have four decimals: what follows them decides nothing and takes long to write. */
const SCORE_UNITS = 1e4;

/** The best items for a slot, none that an earlier list has. */
export async function listOf(site: SiteTables, task: Task, work: Work): Promise<List> {
  const { slot } = task;
  const { items } = site;
  const given = slot.candidates && givenCandidates(slot.candidates, items);
  const pins = pinnedIn(task, work, given, items);
  for (const { itemId } of pins) work.taken.add(itemId);
  const open = around(task, pins, items);
  const ranked = await fill(site, open, work, given);
  const mixed = exploreList(ranked, site, open, work);
  const known =
    mixed?.map((one) => placedOf(one, site, task)) ??
    ranked.map((one) => recommendationOf(one, items, task));
  const unknown = given === null ? [] : unknownOf(given, slot, items);
  const list = [...known, ...unknown.filter(({ itemId }) => !work.taken.has(itemId))];
  const cut = pinned(list.slice(0, open.slot.n), pins, slot);
  const strategy = strategyOf(ranked);
  const propensities = mixed && propensitiesOf(mixed, pins);
  const weights = slot.explain ? weightsIn(site, task, work) : undefined;
  if (cut.length > 0) return { strategy, items: cut, propensities, ...(weights && { weights }) };
  return { strategy, items: [], emptyBecause: await whyEmpty(site, task, work, given) };
}

function pinned(
  list: readonly Recommendation[],
  pins: readonly PlacedPin[],
  { explain }: Pick<Slot, 'explain'>,
): readonly Recommendation[] {
  if (pins.length === 0) return list;
  const rows = pins.map(({ itemId, place, ruleId }) => {
    const rules = [{ id: ruleId, action: 'pin' as const }];
    return { place, row: { itemId, score: null, ...(explain && { reasons: [], rules }) } };
  });
  return withPins(list, rows);
}

async function whyEmpty(
  site: SiteTables,
  task: Task,
  work: Work,
  given: GivenCandidates | null,
): Promise<EmptyBecause> {
  if (task.rules?.hides === true) {
    const without = await fill(site, { ...task, rules: null }, work, given);
    if (without.length > 0) return 'RULES_HIDE_ALL';
  }
  return emptinessOfList(site, task.slot, given);
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

function placedOf(
  { slot, ranked }: Placed,
  { items, young }: SiteTables,
  task: Task,
): Recommendation {
  if (ranked !== undefined) return recommendationOf(ranked, items, task);
  const itemId = items.ids[slot]!;
  young.servings.add(itemId);
  const explored = { itemId, score: null, explored: true } as const;
  return task.slot.explain ? { reasons: [{ type: 'exploration' }], ...explored } : explored;
}

/** What is pinned stands where it stands whatever is drawn. */
function propensitiesOf(mixed: readonly Placed[], pins: readonly PlacedPin[]): readonly number[] {
  const propensities = mixed.map(({ propensity }) => propensity);
  return withPins(
    propensities,
    pins.map(({ place }) => ({ place, row: 1 })),
  );
}

function recommendationOf(
  listed: Listed,
  items: SiteItems,
  { situation, rules }: Pick<Task, 'situation' | 'rules'>,
): Recommendation {
  const { slot: place, score: exact, source } = listed;
  const itemId = items.ids[place]!;
  const score = Math.round(exact * SCORE_UNITS) / SCORE_UNITS;
  if (!('explanation' in listed)) return { itemId, score };
  const reasons = reasonsOf(place, source, situation, items);
  const touches = touchesOf(rules, place);
  const ofRules = touches.length > 0 && { rules: touches };
  return { itemId, score, reasons, ...listed.explanation, ...ofRules };
}

function weightsIn({ boards }: SiteTables, { at, situation }: Task, { ranker }: Work): ByFeature {
  return explainedWeights({ ranker, ...situation }, boards.view(at));
}

function strategyOf(ranked: readonly Ranked[]): Strategy {
  if (ranked.length === 0) return 'none';
  const leading = ['co-visitation', 'catalogue'] as const;
  return leading.find((way) => ranked.some(({ source }) => source === way)) ?? 'trending';
}
