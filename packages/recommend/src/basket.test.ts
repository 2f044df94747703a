import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BASKET_ITEMS_MAX } from './basket.ts';
import { deployments } from './deployment.ts';
import { hash48 } from './hash.ts';
import { applySignal, emptyItemState, type ItemState } from './item-state.ts';
import { applyEvent, emptyProfile, type Profile, type ProfileEvent } from './profile.ts';

const T0 = 1_767_225_600_000;
const { shop } = deployments;

function purchase(id: string, userId: string, itemIds: readonly string[]): ProfileEvent {
  return {
    id,
    type: 'purchase',
    userId,
    anonymousId: null,
    sessionId: null,
    itemId: null,
    categories: [],
    items: itemIds.map((itemId) => ({ itemId, categories: [] })),
    orderId: id,
    value: null,
    at: T0,
    recommId: null,
    position: null,
    history: null,
  };
}

/** What all signals of the events make of the items. */
function itemsOf(events: readonly ProfileEvent[]): Map<string, ItemState> {
  const profiles = new Map<string, Profile>();
  const items = new Map<string, ItemState>();
  for (const event of events) {
    const profile = profiles.get(event.userId!) ?? emptyProfile();
    profiles.set(event.userId!, profile);
    for (const signal of applyEvent(profile, event, shop)) {
      const item = items.get(signal.itemId) ?? emptyItemState();
      items.set(signal.itemId, item);
      applySignal(item, signal, event.at, shop);
    }
  }
  return items;
}

/** Of an item: how many orders had it, and of each other item in how many it was too. */
function told(item: ItemState | undefined) {
  const list = item?.coPurchases;
  if (list == null) return null;
  const counts = Object.fromEntries(list.hashes.map((hash, i) => [hash, list.counts[i]!]));
  return { orders: list.orders, counts };
}

const counted = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).map(([itemId, count]) => [hash48(itemId), count]));

test('each item of an order is told of the others, lines that repeat an item once', () => {
  const items = itemsOf([
    purchase('1', 'u', ['A', 'B', 'B', 'C']),
    { ...purchase('2', 'v', ['B', 'A']), itemId: 'A' },
    { ...purchase('3', 'w', []), itemId: 'A' },
  ]);
  expect(told(items.get('A'))).toEqual({ orders: 3, counts: counted({ B: 2, C: 1 }) });
  expect(told(items.get('B'))).toEqual({ orders: 2, counts: counted({ A: 2, C: 1 }) });
  expect(told(items.get('C'))).toEqual({ orders: 1, counts: counted({ A: 1, B: 1 }) });
});

test('an order that comes again counts once; what lies in a cart or is given back is no order', () => {
  const again = { ...purchase('again', 'u', ['A', 'B']), orderId: '1' };
  const items = itemsOf([
    purchase('1', 'u', ['A', 'B']),
    again,
    { ...purchase('2', 'u', ['A', 'C']), type: 'cart' },
    { ...purchase('3', 'u', ['A', 'B']), type: 'refund' },
  ]);
  expect(told(items.get('A'))).toEqual({ orders: 1, counts: counted({ B: 1 }) });
  expect(told(items.get('C'))).toBeNull();
});

test('of a large order the first twenty items are told of each other, the others of nothing', () => {
  const itemIds = Array.from({ length: BASKET_ITEMS_MAX + 2 }, (_, i) => `item ${i}`);
  const items = itemsOf([purchase('1', 'u', itemIds)]);
  const first = told(items.get('item 0'))!;
  expect(Object.keys(first.counts)).toHaveLength(BASKET_ITEMS_MAX - 1);
  expect(Object.keys(first.counts)).not.toContain(String(hash48(itemIds.at(-1)!)));
  expect(told(items.get(itemIds.at(-1)!))).toBeNull();
});

const orders = fc.array(
  fc.record({
    userId: fc.constantFrom('u', 'v', 'w'),
    itemIds: fc.array(fc.constantFrom(...'ABCDEFGH'.split('')), { minLength: 1, maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 30 },
);
const inAnyOrder = orders.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
);

test('items say what a plain count of the baskets says, whatever order these come in', () => {
  fc.assert(
    fc.property(inAnyOrder, ([list, places]) => {
      const items = itemsOf(
        places.map((place) => {
          const { userId, itemIds } = list[place]!;
          return purchase(`order ${place}`, userId, itemIds);
        }),
      );
      const baskets = list.map(({ itemIds }) => new Set(itemIds));
      for (const [itemId, item] of items) {
        const own = baskets.filter((basket) => basket.has(itemId));
        const counts: Record<string, number> = {};
        for (const other of own.flatMap((basket) => [...basket])) {
          if (other !== itemId) counts[other] = (counts[other] ?? 0) + 1;
        }
        expect(told(item)).toEqual({ orders: own.length, counts: counted(counts) });
      }
    }),
  );
});
