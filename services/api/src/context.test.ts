import type { Visit } from '@freshet/recommend';
import { expect, test } from 'vitest';
import { contextOf, noVisits, visitsOf } from './context.ts';
import type { Slot } from './query/recommendation-request.ts';

function slot(fields: Partial<Slot> = {}): Slot {
  const nothing = { itemId: null, filter: null, exclude: [], explain: false };
  return { n: 20, scenario: 'home', ...nothing, ...fields };
}

const idsOf = (session: readonly { readonly itemId: string }[]) =>
  session.map(({ itemId }) => itemId).join('');

test('the whole session counts, and what is looked at now is no news', () => {
  const context = contextOf(visitsOf(['A', 'B', 'C', 'B', 'D']), slot());
  expect(idsOf(context.session)).toBe('ABCBD');
  expect([...context.banned]).toEqual(['D']);
});

test('the item of the page counts as the newest', () => {
  const context = contextOf(visitsOf(['A', 'B']), slot({ itemId: 'A', exclude: ['X'] }));
  expect(idsOf(context.session)).toBe('ABA');
  expect([...context.banned]).toEqual(['X', 'A']);
});

test('history is what the visitor has been with before this session', () => {
  const visits = { ...visitsOf(['A', 'B']), itemIds: ['C', 'A', 'D'] };
  expect(contextOf(visits, slot({ itemId: 'D' })).history).toEqual(['C']);
});

test('on a product page nothing that lies in the cart is shown', () => {
  const session: Visit[] = [
    { itemId: 'A', at: 1, kind: 'cart' },
    { itemId: 'B', at: 2, kind: 'view' },
  ];
  const visits = { session, itemIds: [] };
  const product = contextOf(visits, slot({ scenario: 'product', itemId: 'C' }));
  expect([...product.banned].toSorted()).toEqual(['A', 'C']);
  expect([...contextOf(visits, slot()).banned]).toEqual(['B']);
});

test('without a session there is nothing to go by and nothing to leave out', () => {
  const { session, history, banned } = contextOf(noVisits, slot());
  expect([session.length, history.length, banned.size]).toEqual([0, 0, 0]);
});
