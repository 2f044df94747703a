import type { SiteView } from '@freshet/recommend';
import type { SiteTables } from '@freshet/tables';
import type { Task } from './task.ts';

/**
 * The categories whose boards compete with the neighbours and fill the list, one behind the other;
 * undefined: the boards of the site.
 */
export function boardsFor(
  { slot, situation, isImpersonal }: Pick<Task, 'slot' | 'situation' | 'isImpersonal'>,
  { items }: Pick<SiteTables, 'items'>,
): readonly (string | undefined)[] {
  if (slot.category !== null) return [slot.category];
  if (slot.scenario !== 'product' || slot.candidates !== null || isImpersonal) return ofSite;
  const newest = situation.context[0]?.list;
  if (newest !== undefined && newest.slots.length > 0) return ofSite;
  // Nobody has gone anywhere from the page's item yet: what it is tells more than what all look at.
  const category = items.entryIn(items.slotOf(slot.itemId!))?.categories[0];
  return category === undefined ? ofSite : [category, undefined];
}

const ofSite = [undefined];

/** The site's items with the boards of one category in place of its own. */
export function viewOf(
  { boards }: Pick<SiteTables, 'boards'>,
  category: string | undefined,
  at: number | null,
): SiteView {
  const view = boards.view(at);
  if (category === undefined) return view;
  const { items } = view;
  return { items, long: boards.board('long', category), short: boards.board('short', category) };
}
