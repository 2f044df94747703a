import type { EntryFilter, SiteItems, SiteTables } from '@freshet/tables';
import type { Slot } from '../query/recommendation-request.ts';
import type { GivenCandidates } from './given-candidates.ts';

/** Why a list has no items, from what lies deepest to what the question itself takes away. */
export type EmptyBecause =
  /** The visitor is in an arm of an experiment that shows nothing. */
  | 'EXPERIMENT'
  /** There is no catalogue, and nobody has visited anything. */
  | 'NOTHING_KNOWN'
  /** None of it, or of the given candidates, is available or has had visitors enough. */
  | 'NOTHING_SERVABLE'
  /** No item that may be shown is in the category. */
  | 'CATEGORY_EMPTY'
  /** The filter passes none of the items that may be shown. */
  | 'FILTER_MATCHES_NOTHING'
  /** What may be shown has no place in this order: nobody has visited it, or it has no date. */
  | 'NOTHING_RANKED'
  /** Business rules hide what would be there. */
  | 'RULES_HIDE_ALL'
  /** All of it is excluded, in another list, on an earlier page, looked at, in the cart, bought or dismissed. */
  | 'ALL_EXCLUDED';

/** Which items a list may have at all. */
export interface Scope {
  readonly category: string | null;
  readonly filter: EntryFilter | null;
}

/** Why nothing of a scope is in a list; `otherwise`: something may be shown, and yet it is not there. */
export async function emptinessOf(
  { items, boards }: SiteTables,
  { category, filter }: Scope,
  otherwise: EmptyBecause,
): Promise<EmptyBecause> {
  if (items.size === 0) return 'NOTHING_KNOWN';
  if (boards.board('short').size === 0) return 'NOTHING_SERVABLE';
  if (category !== null && boards.board('short', category).size === 0) return 'CATEGORY_EMPTY';
  if (filter === null) return otherwise;
  const { size } = await boards.filteredBoard('short', filter, category ?? undefined);
  return size === 0 ? 'FILTER_MATCHES_NOTHING' : otherwise;
}

/** Why a slot's list is empty. Asked of an empty one alone: it looks at boards that others may not need. */
export function emptinessOfList(
  site: SiteTables,
  slot: Pick<Slot, 'filter' | 'category'>,
  given: GivenCandidates | null,
): EmptyBecause | Promise<EmptyBecause> {
  if (given !== null) return emptinessOfGiven(given, slot, site.items);
  return emptinessOf(site, slot, 'ALL_EXCLUDED');
}

function emptinessOfGiven(
  { slots, unknown }: GivenCandidates,
  { filter, category }: Pick<Slot, 'filter' | 'category'>,
  items: Pick<SiteItems, 'isUncatalogued' | 'isServable' | 'matches' | 'slotsIn'>,
): EmptyBecause {
  const servable = [...slots].filter((slot) => items.isUncatalogued || items.isServable(slot));
  const isAnyServable = servable.length > 0 || (items.isUncatalogued && unknown.length > 0);
  if (!isAnyServable) return 'NOTHING_SERVABLE';
  const members =
    category === null ? servable : servable.filter((slot) => items.slotsIn(category).has(slot));
  if (members.length === 0 && category !== null) return 'CATEGORY_EMPTY';
  if (filter !== null && !members.some((slot) => items.matches(slot, filter))) {
    return 'FILTER_MATCHES_NOTHING';
  }
  return 'ALL_EXCLUDED';
}
