import type { NeighbourSlots } from '@freshet/recommend';
import { itemRef, type StateSpace, type Store } from '@freshet/store';
import type { NeighbourLists } from './neighbour-lists.ts';
import type { Lists } from './situations.ts';
import type { SiteItems } from './site-items.ts';

export interface ListReads {
  readonly get: Store['get'];
  readonly space: StateSpace;
  readonly site: string;
  readonly items: SiteItems;
  readonly neighbours: NeighbourLists;
  /** Whether each list is to be what the store holds now, not a moment ago. */
  readonly isExact?: boolean | undefined;
}

/**
 * The neighbours of the item in each slot, as fresh as NeighbourLists says; none for an item nobody has
 * visited or the tables do not know.
 * @throws what `get` throws; UnknownSchema, Undecodable of `@freshet/events` for what it brings.
 */
export async function readLists(slots: readonly number[], reads: ListReads): Promise<Lists> {
  const { neighbours, isExact = false } = reads;
  const lists = slots.map((slot) => (isExact ? undefined : neighbours.fresh(slot)));
  if (lists.includes(undefined)) await readMissing(slots, lists, reads);
  return lists;
}

/** Fills the gaps of `lists`; a slot that comes twice is asked for once. */
async function readMissing(
  slots: readonly number[],
  lists: Lists[number][],
  { get, space, site, items, neighbours }: ListReads,
): Promise<void> {
  const missing = [...new Set(slots.filter((slot, i) => slot >= 0 && lists[i] === undefined))];
  if (missing.length === 0) return;
  const itemIds = missing.map((slot) => items.ids[slot]!);
  const values = await get(itemIds.map((itemId) => itemRef(space, site, itemId)));
  const read = new Map<number, NeighbourSlots>();
  for (const [i, slot] of missing.entries()) {
    const value = values[i];
    // A slot that was given back meanwhile may hold another item by now.
    const isSame = items.ids[slot] === itemIds[i];
    if (value !== undefined && isSame) read.set(slot, neighbours.decode(slot, value));
  }
  for (const [i, slot] of slots.entries()) lists[i] ??= read.get(slot);
}
