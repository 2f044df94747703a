import { expect, it } from 'vitest';
import { shelved } from '../catalogue/catalogue.ts';
import {
  type Cart,
  cartText,
  LINES_MAX,
  parseCart,
  QUANTITY_MAX,
  totalOf,
  withOneLess,
  withOneMore,
  without,
} from './cart.ts';

const cart: Cart = new Map([
  ['tent', 1],
  ['mug', 4],
]);

it('comes back from the browser as it went', () => {
  expect(parseCart(cartText(cart))).toEqual(cart);
  expect(totalOf(cart)).toBe(189 + 4 * 12);
});

it.for(['', 'tent', 'tent:0', 'tent:10', 'tent:-1', 'nothing:1', '<b>:1', 'tent:1:1', '|||', '💣'])(
  'is empty for %j',
  (text) => {
    expect(parseCart(text).size).toBe(0);
  },
);

it('has its bounds', () => {
  let full: Cart = new Map();
  for (const { id } of shelved) full = withOneMore(full, id);
  expect(full.size).toBe(LINES_MAX);
  for (let i = 0; i < QUANTITY_MAX + 3; i++) full = withOneMore(full, 'tent');
  expect(full.get('tent')).toBe(QUANTITY_MAX);
  expect(withOneMore(cart, 'nothing')).toBe(cart);
});

it('loses one, and the line with the last', () => {
  expect([...withOneLess(cart, 'tent').keys()]).toEqual(['mug']);
  expect(withOneLess(cart, 'mug').get('mug')).toBe(3);
  expect([...without(cart, 'mug').keys()]).toEqual(['tent']);
});
