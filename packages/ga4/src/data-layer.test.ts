import { expect, it, test } from 'vitest';
import { createDataLayerReader } from './data-layer.ts';

/** What `function gtag() { dataLayer.push(arguments); }` pushes. */
function gtag(..._args: unknown[]): unknown {
  // biome-ignore lint/complexity/noArguments: it is what gtag pushes.
  return arguments;
}

const items = [{ item_id: 'tent', price: 10, quantity: 2 }];
const lines = [{ itemId: 'tent', price: 10, quantity: 2 }];
const actsOf = (...messages: unknown[]) => {
  const read = createDataLayerReader();
  return messages.flatMap((message) => read(message).acts);
};

test.for([
  ['a tag manager', { event: 'add_to_cart', ecommerce: { items } }],
  ['gtag', gtag('event', 'add_to_cart', { items })],
  ['an array like gtag', ['event', 'add_to_cart', { items }]],
  ['an event without ecommerce', { event: 'add_to_cart', items }],
  [
    'Universal Analytics',
    { ecommerce: { add: { products: [{ id: 'tent', price: '10', quantity: 2 }] } } },
  ],
] as const)('is told by %s', ([, message]) => {
  expect(actsOf(message)).toEqual([{ type: 'cart', items: lines }]);
});

it('has the last ecommerce for an event without one, until a null', () => {
  const earlier = { ecommerce: { items } };
  expect(actsOf(earlier, { event: 'view_item' })).toEqual([{ type: 'view', itemId: 'tent' }]);
  expect(actsOf(earlier, { ecommerce: null }, { event: 'view_item' })).toEqual([]);
});

it('reads each measure of Universal Analytics, and none twice where a push is in both forms', () => {
  const products = [{ id: 'tent', price: '10.00', quantity: 2 }];
  const ecommerce = {
    currencyCode: 'EUR',
    detail: { actionField: { list: 'Search' }, products },
    impressions: [{ id: 'stove', list: 'Related', position: 1 }],
    purchase: { actionField: { id: 'o-7', revenue: '20.00', tax: '1.00' }, products },
  };
  expect(actsOf({ event: 'anything', ecommerce })).toEqual([
    { type: 'view', itemId: 'tent' },
    { type: 'impression', items: [{ itemId: 'stove' }], currency: 'EUR' },
    { type: 'purchase', items: lines, orderId: 'o-7', value: 20, currency: 'EUR' },
  ]);
  expect(actsOf({ event: 'view_item', ecommerce: { ...ecommerce, items } })).toHaveLength(1);
  expect(actsOf({ event: 'scroll', ecommerce: { ...ecommerce, items } })).toEqual([]);
});

it('leaves out what is for Google Ads alone', () => {
  const event = (to: unknown) => gtag('event', 'view_item', { items, send_to: to });
  expect(actsOf(event('AW-1'), event(['AW-1', 'DC-2']))).toEqual([]);
  expect(actsOf(event('G-1'), event(['AW-1', 'G-1']))).toHaveLength(2);
});

test.for([
  ['a push', { event: 'login', user_id: 'ada' }, 'ada'],
  ['a push of a number', { user_id: 7 }, '7'],
  ['a setting', gtag('set', { user_id: 'ada' }), 'ada'],
  ['a setting by name', gtag('set', 'user_id', 'ada'), 'ada'],
  ['a configuration', gtag('config', 'G-1', { user_id: 'ada' }), 'ada'],
  ['a sign-out', gtag('set', { user_id: null }), null],
  ['an empty text', { user_id: '' }, undefined],
  ['a property of users', gtag('set', 'user_properties', { user_id: 'x' }), undefined],
  ['nothing', { event: 'login' }, undefined],
] as const)('knows the user of %s', ([, message, userId]) => {
  expect(createDataLayerReader()(message).userId).toBe(userId);
});

test.for([
  undefined,
  null,
  'view_item',
  () => 'a function of a tag manager',
  gtag('js', new Date()),
  gtag('consent', 'default', { analytics_storage: 'denied' }),
  { event: 'gtm.js', 'gtm.start': 1 },
  { event: 'view_item', ecommerce: 'tent' },
  { event: {}, ecommerce: [{ items }] },
])('tells nothing by %o', (message) => {
  expect(createDataLayerReader()(message)).toEqual({ acts: [], userId: undefined });
});
