import type { Visit } from '@freshet/recommend';
import { expect, test } from 'vitest';
import { contextOf, visitsOf } from './context.ts';
import type { Slot } from './query/recommendation-request.ts';

function slot(fields: Partial<Slot> = {}): Slot {
  const nothing = { itemId: null, filter: null, exclude: [], explain: false };
  return { n: 20, scenario: 'home', ...nothing, ...fields };
}

test('the last five distinct items lead, newest first; all are seen; the newest is looked at', () => {
  const context = contextOf(visitsOf(['A', 'B', 'C', 'B', 'D', 'E', 'F']), slot());
  expect(context.items).toEqual(['F', 'E', 'D', 'B', 'C']);
  expect([...context.seen].join('')).toBe('ABCDEF');
  expect([...context.banned]).toEqual(['F']);
});

test('the item of the page counts as the newest', () => {
  const context = contextOf(visitsOf(['A', 'B']), slot({ itemId: 'A', exclude: ['X'] }));
  expect(context.items).toEqual(['A', 'B']);
  expect([...context.banned]).toEqual(['X', 'A']);
});

test('on a product page nothing that lies in the cart is shown', () => {
  const session: Visit[] = [
    { itemId: 'A', at: 1, kind: 'cart' },
    { itemId: 'B', at: 2, kind: 'view' },
  ];
  const product = contextOf(session, slot({ scenario: 'product', itemId: 'C' }));
  expect([...product.banned].toSorted()).toEqual(['A', 'C']);
  expect([...contextOf(session, slot()).banned]).toEqual(['B']);
});

test('without a session there is nothing to go by and nothing to leave out', () => {
  const { items, seen, banned } = contextOf([], slot());
  expect([items.length, seen.size, banned.size]).toEqual([0, 0, 0]);
});
