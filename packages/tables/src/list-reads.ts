import type { NeighbourSlots } from '@freshet/recommend';
import { itemRef, type StateSpace, type Store } from '@freshet/store';
import type { NeighbourLists } from './neighbour-lists.ts';

export interface ListReads {
  readonly get: Store['get'];
  readonly space: StateSpace;
  readonly site: string;
  readonly neighbours: NeighbourLists;
  /** Whether each list is to be what the store holds now, not a moment ago. */
  readonly isExact?: boolean | undefined;
}

/**
 * The neighbours of each item, as fresh as NeighbourLists says; none for an item nobody has visited.
 * @throws what `get` throws; UnknownSchema, Undecodable of `@freshet/events` for what it brings.
 */
export async function readLists(
  itemIds: readonly string[],
  { get, space, site, neighbours, isExact = false }: ListReads,
): Promise<ReadonlyMap<string, NeighbourSlots | undefined>> {
  const known = (itemId: string) => (isExact ? undefined : neighbours.fresh(itemId));
  const lists = new Map(itemIds.map((itemId) => [itemId, known(itemId)]));
  const missing = itemIds.filter((itemId) => lists.get(itemId) === undefined);
  if (missing.length === 0) return lists;
  const values = await get(missing.map((itemId) => itemRef(space, site, itemId)));
  missing.forEach((itemId, i) => {
    const value = values[i];
    if (value !== undefined) lists.set(itemId, neighbours.decode(itemId, value));
  });
  return lists;
}
