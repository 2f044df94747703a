import { FIRST_NAMESPACE } from '@freshet/events';
import { emptyItemState } from '@freshet/recommend';
import { itemCodec, type StateRef } from '@freshet/store';
import { expect, test } from 'vitest';
import { readLists } from './list-reads.ts';
import { NeighbourLists } from './neighbour-lists.ts';
import { openItems, statsOf } from './site-items.fixture.ts';

/** Items A and B in slots 0 and 1; what is asked for is remembered, and `meanwhile` happens before it is answered. */
function openSite(meanwhile: () => void = () => {}) {
  const items = openItems();
  for (const itemId of ['A', 'B']) items.setStats(statsOf(itemId));
  const asked: number[] = [];
  const reads = {
    space: { namespace: FIRST_NAMESPACE, partitions: 1 },
    site: 'default',
    items,
    neighbours: new NeighbourLists(items, () => 0),
    async get(refs: readonly StateRef[]) {
      asked.push(refs.length);
      meanwhile();
      return refs.map(() => itemCodec.encode(emptyItemState()));
    },
  };
  return { items, asked, reads };
}

test('a slot that comes twice is asked for once, one of no item not at all', async () => {
  const { asked, reads } = openSite();
  const lists = await readLists([0, 1, -1, 0], reads);
  expect(asked).toEqual([2]);
  expect(lists.map((list) => list !== undefined)).toEqual([true, true, false, true]);
  expect(lists[3]).toBe(lists[0]);
});

test('what is fresh is not asked for, unless it is to be exact', async () => {
  const { asked, reads } = openSite();
  await readLists([0], reads);
  await readLists([0, 1], reads);
  expect(asked).toEqual([1, 1]);
  await readLists([0, 1], { ...reads, isExact: true });
  expect(asked).toEqual([1, 1, 2]);
});

test('a slot that another item got while its list was read has none', async () => {
  const { items, reads } = openSite(() => {
    items.clearStats('A');
    items.setStats(statsOf('C'));
  });
  const lists = await readLists([0, 1], reads);
  expect(items.ids[0]).toBe('C');
  expect(lists.map((list) => list !== undefined)).toEqual([false, true]);
  expect(reads.neighbours.fresh(0)).toBeUndefined();
});
