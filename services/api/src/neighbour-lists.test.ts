import { emptyItemState } from '@freshet/recommend';
import { itemCodec } from '@freshet/store';
import { expect, test } from 'vitest';
import { NeighbourLists } from './neighbour-lists.ts';
import { SiteItems } from './tables/site-items.ts';

function bytesOf(weights: Readonly<Record<string, number>>): Uint8Array {
  const state = emptyItemState();
  for (const [id, weight] of Object.entries(weights)) {
    state.neighbours.ids.push(id);
    state.neighbours.lifetime.push(weight);
    state.neighbours.recent.push(weight);
    state.neighbours.lifetimeTotal += weight;
    state.neighbours.recentTotal += weight;
  }
  return itemCodec.encode(state);
}

test('gives every neighbour a slot, also one that the tables have not heard of', () => {
  const items = new SiteItems(() => true);
  const list = new NeighbourLists(items).decode('A', bytesOf({ X: 3, Y: 1 }));
  expect([...list.slots].map((slot) => items.ids[slot])).toEqual(['X', 'Y']);
  expect([[...(list.lifetime as Float32Array)], list.lifetimeTotal]).toEqual([[3, 1], 4]);
});

test('decodes again only what has changed', () => {
  const lists = new NeighbourLists(new SiteItems(() => true));
  const first = lists.decode('A', bytesOf({ X: 3 }));
  expect(lists.decode('A', bytesOf({ X: 3 }))).toBe(first);
  expect(lists.decode('A', bytesOf({ X: 4 })).lifetimeTotal).toBe(4);
});

test('does not mistake the next item in a slot for the last one', () => {
  const items = new SiteItems(() => true);
  const lists = new NeighbourLists(items);
  const bytes = bytesOf({ X: 1 });
  const slot = lists.decode('A', bytes).slots[0]!;
  items.clearStats('X');
  items.slotFor('Z');
  expect(items.ids[slot]).toBe('Z');
  expect(items.ids[lists.decode('A', bytes).slots[0]!]).toBe('X');
});

test('neighbours without room in the tables are left out, their weight stays in the total', () => {
  const items = new SiteItems(() => items.size < 1);
  const list = new NeighbourLists(items).decode('A', bytesOf({ X: 3, Y: 1 }));
  expect([list.slots.length, list.lifetime.length, list.lifetimeTotal]).toEqual([1, 1, 4]);
});

test('keeps nothing of the bytes it was given', () => {
  const lists = new NeighbourLists(new SiteItems(() => true));
  const bytes = bytesOf({ X: 3 });
  lists.decode('A', bytes);
  const other = bytesOf({ X: 5 });
  bytes.set(other);
  expect(lists.decode('A', bytes).lifetimeTotal).toBe(5);
});
