import { expect, it, test } from 'vitest';
import { actOf } from './act.ts';

/** An item as Google's reference of events shows it. */
const tee = {
  item_id: 'SKU_12345',
  item_name: 'Stan and Friends Tee',
  affiliation: 'Google Merchandise Store',
  coupon: 'SUMMER_FUN',
  discount: 2.22,
  index: 0,
  item_brand: 'Google',
  item_category: 'Apparel',
  item_list_id: 'related_products',
  item_variant: 'green',
  price: 10.01,
  quantity: 3,
};
const line = { itemId: 'SKU_12345', quantity: 3, price: 10.01 };

test.for<[name: string, params: object, act: object | undefined]>([
  [
    'view_item',
    { currency: 'USD', value: 30.03, items: [tee] },
    { type: 'view', itemId: 'SKU_12345' },
  ],
  [
    'select_item',
    { item_list_id: 'related', items: [tee] },
    { type: 'click', itemId: 'SKU_12345' },
  ],
  ['view_item_list', { items: [tee] }, { type: 'impression', items: [line] }],
  [
    'add_to_cart',
    { currency: 'USD', value: 30.03, items: [tee] },
    { type: 'cart', items: [line], value: 30.03, currency: 'USD' },
  ],
  ['remove_from_cart', { items: [tee] }, { type: 'retract:cart', items: [line] }],
  [
    'purchase',
    { transaction_id: 'T_12345', value: 72.05, tax: 3.6, currency: 'USD', items: [tee] },
    { type: 'purchase', items: [line], orderId: 'T_12345', value: 72.05, currency: 'USD' },
  ],
  ['refund', { transaction_id: 'T_12345' }, { type: 'refund', items: [], orderId: 'T_12345' }],
  ['refund', { value: 5 }, undefined],
  ['purchase', { transaction_id: 'T_12345', value: 72.05 }, undefined],
  ['view_item', { items: [{ item_name: 'a name is no id' }] }, undefined],
  ['begin_checkout', { items: [tee] }, undefined],
  ['constructor', { items: [tee] }, undefined],
])('%s of %j is %j', ([name, params, act]) => {
  expect(actOf(name, params)).toEqual(act);
});

it('takes texts for numbers, numbers for ids, and of what is neither only the rest', () => {
  const rows = [
    { item_id: 17, price: '12.50', quantity: '2' },
    { id: 'b', price: 'free', quantity: 0 },
    { item_id: 'c', price: -1, quantity: null },
    { item_id: '(not set)', price: 3 },
    { item_id: {} },
    null,
    'd',
  ];
  expect(actOf('purchase', { items: rows, value: '25.00', currency: 'eur' })).toEqual({
    type: 'purchase',
    items: [{ itemId: '17', quantity: 2, price: 12.5 }, { itemId: 'b' }, { itemId: 'c' }],
    value: 25,
    currency: 'EUR',
  });
});

test.for([undefined, null, 3, 'items', [], { items: {} }, { items: 'tent' }, { items: [[]] }])(
  'is nothing for parameters %j',
  (params) => {
    expect(actOf('view_item', params)).toBeUndefined();
  },
);

it('has at most as many lines as an event may have', () => {
  const items = Array.from({ length: 200 }, (_, i) => ({ item_id: `item-${i}` }));
  expect(actOf('purchase', { items })!.items).toHaveLength(100);
});

it('takes the currency of the first item where the event names none', () => {
  expect(actOf('add_to_cart', { items: [{ ...tee, currency: 'USD' }] })).toMatchObject({
    currency: 'USD',
  });
});

it('knows the answer that a list came from, and the place in it, where the site says so', () => {
  expect(actOf('select_item', { items: [{ ...tee, recomm_id: 'r-7', index: 2 }] })).toEqual({
    type: 'click',
    itemId: 'SKU_12345',
    recommId: 'r-7',
    position: 3,
  });
  const list = { recomm_id: 'r-7', items: [{ item_id: 'a', index: 0 }, { item_id: 'b' }] };
  expect(actOf('view_item_list', list)).toEqual({
    type: 'impression',
    items: [{ itemId: 'a' }, { itemId: 'b' }],
    recommId: 'r-7',
    position: 1,
  });
});
