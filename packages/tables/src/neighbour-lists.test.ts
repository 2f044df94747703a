import { emptyItemState, hash48 } from '@freshet/recommend';
import { itemCodec } from '@freshet/store';
import { expect, test } from 'vitest';
import {
  CHANGE_WRITTEN_MS,
  LIST_FRESH_MS,
  LIST_UNCHANGED_MS,
  NeighbourLists,
} from './neighbour-lists.ts';
import { openItems, statsOf } from './site-items.fixture.ts';
import type { SiteItems } from './site-items.ts';

/** Some slot; whose does not matter. */
const A = 7;

function bytesOf(weights: Readonly<Record<string, number>>): Uint8Array {
  const state = emptyItemState();
  for (const [id, weight] of Object.entries(weights)) {
    state.neighbours.hashes.push(hash48(id));
    state.neighbours.lifetime.push(weight);
    state.neighbours.recent.push(weight);
    state.neighbours.after.push(weight);
    state.neighbours.lifetimeTotal += weight;
    state.neighbours.recentTotal += weight;
  }
  return itemCodec.encode(state);
}

function seen(items: SiteItems, ...itemIds: string[]): SiteItems {
  for (const itemId of itemIds) {
    items.setStats(statsOf(itemId));
  }
  return items;
}

test('resolves every neighbour that the tables know', () => {
  const items = seen(openItems(), 'Y', 'X');
  const list = new NeighbourLists(items, () => 0).decode(A, bytesOf({ X: 3, Y: 1 }));
  expect([...list.slots].map((slot) => items.ids[slot])).toEqual(['X', 'Y']);
  expect([[...(list.lifetime as Float32Array)], list.lifetimeTotal]).toEqual([[3, 1], 4]);
});

test('decodes again only what has changed', () => {
  const items = seen(openItems(), 'X');
  const lists = new NeighbourLists(items, () => 0);
  const first = lists.decode(A, bytesOf({ X: 3 }));
  seen(items, 'unrelated');
  expect(lists.decode(A, bytesOf({ X: 3 }))).toBe(first);
  expect(lists.decode(A, bytesOf({ X: 4 })).lifetimeTotal).toBe(4);
});

test('does not mistake the next item in a slot for the last one', () => {
  const items = seen(openItems(), 'X');
  const lists = new NeighbourLists(items, () => 0);
  const bytes = bytesOf({ X: 1 });
  const slot = lists.decode(A, bytes).slots[0]!;
  items.clearStats('X');
  seen(items, 'Z');
  expect(items.ids[slot]).toBe('Z');
  expect(lists.decode(A, bytes).slots).toHaveLength(0);
});

test('a neighbour unknown so far is left out until it arrives; its weight stays in the total', () => {
  const items = seen(openItems(), 'Y');
  const lists = new NeighbourLists(items, () => 0);
  const bytes = bytesOf({ X: 3, Y: 1 });
  const before = lists.decode(A, bytes);
  expect([before.slots.length, before.lifetime.length, before.lifetimeTotal]).toEqual([1, 1, 4]);
  seen(items, 'X');
  expect(lists.decode(A, bytes).slots).toHaveLength(2);
});

test('keeps nothing of the bytes it was given', () => {
  const lists = new NeighbourLists(seen(openItems(), 'X'), () => 0);
  const bytes = bytesOf({ X: 3 });
  lists.decode(A, bytes);
  const other = bytesOf({ X: 5 });
  bytes.set(other);
  expect(lists.decode(A, bytes).lifetimeTotal).toBe(5);
});

test('is fresh for a moment after it was read, as long as its items are the same', () => {
  const items = seen(openItems(), 'X');
  let now = 0;
  const lists = new NeighbourLists(items, () => now);
  expect(lists.fresh(A)).toBeUndefined();
  const first = lists.decode(A, bytesOf({ X: 3 }));
  now = LIST_FRESH_MS;
  expect(lists.fresh(A)).toBe(first);
  now += 1;
  expect(lists.fresh(A)).toBeUndefined();
  const second = lists.decode(A, bytesOf({ X: 4 }));
  expect(lists.fresh(A)).toBe(second);
  items.clearStats('X');
  expect(lists.fresh(A)).toBeUndefined();
});

/** A list that was read so long after its item last changed, and what lets time pass. */
function readAfter(ms: number) {
  const items = seen(openItems(), 'X');
  let now = 0;
  const lists = new NeighbourLists(items, () => now);
  lists.decode(A, bytesOf({ X: 3 }));
  now += ms;
  lists.decode(A, bytesOf({ X: 3 }));
  return {
    lists,
    pass(more: number) {
      now += more;
    },
  };
}

test('stays fresh while no change of its item is told, up to a bound', () => {
  const { lists, pass } = readAfter(CHANGE_WRITTEN_MS);
  pass(LIST_UNCHANGED_MS);
  expect(lists.fresh(A)).toBeDefined();
  pass(1);
  expect(lists.fresh(A)).toBeUndefined();
});

test('a list read while a change may not have been written yet does not stay', () => {
  const { lists, pass } = readAfter(CHANGE_WRITTEN_MS - 1);
  pass(LIST_FRESH_MS + 1);
  expect(lists.fresh(A)).toBeUndefined();
});

test('a change that is told ends it, until the list was read with the change in it', () => {
  const { lists, pass } = readAfter(CHANGE_WRITTEN_MS);
  pass(LIST_FRESH_MS + 1);
  lists.changed(A);
  expect(lists.fresh(A)).toBeUndefined();
  lists.decode(A, bytesOf({ X: 3 }));
  pass(LIST_FRESH_MS + 1);
  expect(lists.fresh(A)).toBeUndefined();
  pass(CHANGE_WRITTEN_MS);
  lists.decode(A, bytesOf({ X: 4 }));
  lists.decode(A, bytesOf({ X: 4 }));
  pass(LIST_FRESH_MS + 1);
  expect(lists.fresh(A)).toBeUndefined();
});
