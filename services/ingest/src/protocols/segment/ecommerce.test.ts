import { expect, it } from 'vitest';
import { translated } from './translate.ts';

const around = { type: undefined, context: undefined, consent: undefined, proven: undefined };
const track = (event: string, properties: object) => ({
  type: 'track',
  messageId: 'm-1',
  anonymousId: 'guest',
  event,
  properties,
});

const products = [
  { product_id: 507, price: '19.99', quantity: 2, name: 'Tent' },
  { sku: 'stove', position: 2 },
];
const items = [{ itemId: '507', quantity: 2, price: 19.99 }, { itemId: 'stove' }];

it.for<[name: string, properties: object, event: object]>([
  ['Product Viewed', { product_id: 'tent' }, { type: 'view', itemId: 'tent' }],
  ['Viewed Product', { sku: 'tent' }, { type: 'view', itemId: 'tent' }],
  ['productViewed', { productId: 7 }, { type: 'view', itemId: '7' }],
  [
    'Product Viewed',
    { product_id: 'tent', price: 10, brand: 'Acme' },
    { type: 'view', itemId: 'tent', properties: { price: 10, brand: 'Acme' } },
  ],
  [
    'Product Clicked',
    { product_id: 'tent', recommId: 'r-1', position: 3 },
    { type: 'click', itemId: 'tent', recommId: 'r-1', position: 3 },
  ],
  [
    'Product Clicked',
    { product_id: 'tent', position: 3 },
    { type: 'click', itemId: 'tent', properties: { position: 3 } },
  ],
  [
    'Product Added',
    { product_id: 'tent', quantity: 2 },
    { type: 'cart', itemId: 'tent', properties: { quantity: 2 } },
  ],
  [
    'Order Completed',
    {
      order_id: 1,
      currency: '€',
      products: [
        { product_id: 'tent', price: 10, quantity: 0 },
        { product_id: 'voucher', price: -5 },
      ],
    },
    {
      type: 'purchase',
      orderId: '1',
      items: [{ itemId: 'tent', price: 10 }, { itemId: 'voucher' }],
      properties: { currency: '€' },
    },
  ],
  [
    'Order Completed',
    { order_id: 50314, revenue: '39.98', total: 45, currency: 'eur', products },
    {
      type: 'purchase',
      orderId: '50314',
      value: 39.98,
      currency: 'EUR',
      items,
      properties: { total: 45 },
    },
  ],
  [
    'Order Completed',
    {
      order_id: '',
      revenue: '',
      total: 5,
      currency: '',
      recommId: '',
      products: [{ product_id: '', sku: 'a', price: '', quantity: '' }],
    },
    {
      type: 'purchase',
      value: 5,
      items: [{ itemId: 'a' }],
      properties: { order_id: '', revenue: '', currency: '', recommId: '' },
    },
  ],
  ['Order Refunded', { order_id: 'o-1' }, { type: 'refund', orderId: 'o-1' }],
  ['Order Cancelled', { order_id: 'o-1', total: 5 }, { type: 'refund', orderId: 'o-1', value: 5 }],
  [
    'Product List Viewed',
    { list_id: 'summer', products },
    { type: 'impression', items, properties: { list_id: 'summer' } },
  ],
  [
    'Product List Viewed',
    { recommId: 'r-1', products: [{ product_id: 'tent', position: 4 }] },
    { type: 'impression', items: [{ itemId: 'tent' }], recommId: 'r-1', position: 4 },
  ],
  [
    'Product Reviewed',
    { product_id: 'tent', rating: '4', review_body: 'dry' },
    { type: 'rating', itemId: 'tent', value: 4, properties: { review_body: 'dry' } },
  ],
  ['Product Removed', { product_id: 'tent' }, { type: 'retract:cart', itemId: 'tent' }],
  [
    'Cart Viewed',
    { cart_id: 'c', products },
    { type: 'cart_viewed', items, properties: { cart_id: 'c' } },
  ],
])('%s %j', ([name, properties, event]) => {
  const said = JSON.stringify(translated(track(name, properties), around));
  expect(JSON.parse(said)).toEqual({ id: 'm-1', anonymousId: 'guest', ...event });
});

it('has the first hundred lines of a longer order', () => {
  const many = Array.from({ length: 130 }, (_, i) => ({ product_id: `p-${i}` }));
  const event = translated(track('Order Completed', { products: many }), around);
  expect(event).toMatchObject({ items: { length: 100 } });
});
