import { expect, test } from 'vitest';
import { action, contexts, entity, selfDescribing } from './row.fixture.ts';
import type { Row } from './row.ts';
import { translateRow } from './translate.ts';

const receivedAt = 1_700_000_000_000;
const known = { receivedAt, isAnonymous: false, user: undefined, isNews: () => false };
const whole = { eid: 'e1', duid: 'dev', sid: 's1', dtm: '1600000000000', stm: '1600000004000' };
const tent = entity('product', { id: 'tent', price: 99.5, currency: 'EUR', position: 2 });
const lamp = entity('product', { id: 'lamp', price: '7', currency: 'EUR', quantity: 3 });
const lines = [
  { itemId: 'tent', quantity: undefined, price: 99.5 },
  { itemId: 'lamp', quantity: 3, price: 7 },
];

const translated = (row: Row) => translateRow(row, known);

test.for<[what: string, row: Row, expected: object]>([
  ['a page view', { e: 'pv', url: 'https://a.example/' }, { type: 'page' }],
  [
    'a page ping',
    { e: 'pp', pp_mix: '0', pp_max: '5', pp_miy: '10', pp_may: '900' },
    { type: 'page_ping', properties: { minX: 0, maxX: 5, minY: 10, maxY: 900 } },
  ],
  [
    'a structured event',
    { e: 'se', se_ca: 'shop', se_ac: 'Sort list', se_la: 'price', se_va: '1.5' },
    {
      type: 'struct:sort_list',
      properties: { category: 'shop', action: 'Sort list', label: 'price', value: 1.5 },
    },
  ],
  [
    'a product view',
    action('product_view', [tent]),
    { type: 'view', itemId: 'tent', properties: { price: 99.5, currency: 'EUR', position: 2 } },
  ],
  [
    'a click in a list',
    action('list_click', [tent], 'also bought'),
    { type: 'click', itemId: 'tent' },
  ],
  [
    'a list that was seen',
    action('list_view', [tent, lamp], 'also bought'),
    {
      type: 'impression',
      items: [{ itemId: 'tent' }, { itemId: 'lamp' }],
      properties: { list: 'also bought' },
    },
  ],
  [
    'what was put into the cart',
    action('add_to_cart', [tent, lamp, entity('cart', { total_value: 120.5, currency: 'eur' })]),
    { type: 'cart', items: lines, currency: 'EUR' },
  ],
  [
    'what was taken out of it',
    action('remove_from_cart', [lamp]),
    { type: 'retract:cart', items: [lines[1]] },
  ],
  [
    'an order',
    action('transaction', [
      tent,
      lamp,
      entity('transaction', { transaction_id: 17, revenue: 120.5, currency: 'EUR' }),
    ]),
    { type: 'purchase', orderId: '17', value: 120.5, currency: 'EUR', items: lines },
  ],
  [
    'an order with amounts that none can have',
    action('transaction', [
      entity('product', { id: 'tent', price: -1, quantity: 0 }),
      entity('transaction', { transaction_id: 17, revenue: 120.5, currency: '€' }),
    ]),
    { type: 'purchase', orderId: '17', value: 120.5, items: [{ itemId: 'tent' }] },
  ],
  [
    'an order of more products than are kept',
    action(
      'transaction',
      Array.from({ length: 130 }, () => lamp),
    ),
    { type: 'purchase', items: { length: 100 } },
  ],
  [
    'an order of which no product is told',
    action('transaction', [entity('transaction', { transaction_id: '17', revenue: 1 })]),
    { type: 'transaction' },
  ],
  [
    'an order given back',
    action('refund', [
      entity('refund', { transaction_id: '17', refund_amount: 120.5, currency: 'EUR' }),
    ]),
    { type: 'refund', orderId: '17', value: 120.5, currency: 'EUR', items: [] },
  ],
  ['a step of the checkout', action('checkout_step', []), { type: 'checkout_step' }],
  ['an action of a later version', action('wish', [tent]), { type: 'wish', items: [lines[0]] }],
  [
    'an action by the name of a type of ours',
    action('view', [tent]),
    { type: 'com.snowplowanalytics.snowplow.ecommerce:view', items: [lines[0]] },
  ],
  ['an action by no name', action('', []), { type: 'com.snowplowanalytics.snowplow.ecommerce:' }],
  [
    'an action by the name of a property of all objects',
    action('constructor', []),
    { type: 'constructor' },
  ],
  [
    'a legacy transaction',
    { e: 'tr', tr_id: '17', tr_tt: '120.5', tr_cu: 'EUR' },
    { type: 'transaction', properties: { orderId: '17', total: 120.5, currency: 'EUR' } },
  ],
  [
    'an item of one',
    { e: 'ti', ti_id: '17', ti_sk: 'lamp', ti_pr: '7', ti_qu: '3', ti_cu: 'eur', ti_nm: 'Lamp' },
    {
      type: 'purchase',
      orderId: '17:lamp',
      currency: 'EUR',
      items: [lines[1]],
      properties: { orderId: '17', name: 'Lamp' },
    },
  ],
  [
    'a legacy cart',
    selfDescribing('iglu:com.snowplowanalytics.snowplow/add_to_cart/jsonschema/1-0-0', {
      sku: 'lamp',
      quantity: 3,
      unitPrice: 7,
      currency: 'EUR',
    }),
    { type: 'cart', items: [lines[1]], currency: 'EUR' },
  ],
  [
    'an element with products that came into sight',
    {
      ...selfDescribing('iglu:com.snowplowanalytics.snowplow/expose_element/jsonschema/1-0-0', {
        element_name: 'list',
      }),
      ...contexts(tent),
    },
    {
      type: 'impression',
      items: [{ itemId: 'tent' }],
      properties: { element_name: 'list' },
    },
  ],
  [
    'a click on a link',
    selfDescribing('iglu:com.snowplowanalytics.snowplow/link_click/jsonschema/1-0-1', {
      targetUrl: 'https://b.example/',
    }),
    { type: 'link_click', properties: { targetUrl: 'https://b.example/' } },
  ],
  [
    'a schema that nobody knows',
    selfDescribing('iglu:com.acme/Song-played/jsonschema/7-1-0', { song: 'Help!' }),
    {
      type: 'song-played',
      properties: { song: 'Help!' },
      context: { schema: 'iglu:com.acme/Song-played/jsonschema/7-1-0' },
    },
  ],
  [
    'one that is named like a type of ours',
    selfDescribing('iglu:com.acme/purchase/jsonschema/1-0-0', ['x']),
    { type: 'com.acme:purchase', properties: { data: ['x'] } },
  ],
  [
    'JSON as it is',
    { e: 'ue', ue_pr: '{"data":{"schema":"iglu:com.acme/song/jsonschema/1-0-0","data":{}}}' },
    { type: 'song' },
  ],
  [
    'a kind that nobody knows',
    { e: 'ad', ad_ba: 'banner' },
    { type: 'snowplow:ad', properties: { ad_ba: 'banner' } },
  ],
])('%s', ([, row, expected]) => {
  const who = { id: 'e1', anonymousId: 'dev', sessionId: 's1', occurredAt: receivedAt - 4_000 };
  expect(translated({ ...whole, ...row })).toMatchObject([{ ...who, ...expected }]);
});

test.for<[what: string, data: object, consent: string[] | undefined]>([
  [
    'scopes',
    { eventType: 'allow_selected', consentScopes: ['analytics', 'Functional', 7] },
    ['analytics', 'personalization'],
  ],
  ['what is left of them', { eventType: 'deny_all', consentScopes: ['necessary'] }, ['necessary']],
  ['no choice yet', { eventType: 'pending', consentScopes: ['analytics'] }, []],
  ['none that can be read', { eventType: 'allow_all' }, []],
])('an event with preferences agrees to %s', ([, data, consent]) => {
  const schema = 'iglu:com.snowplowanalytics.snowplow/consent_preferences/jsonschema/1-0-0';
  const row = { ...whole, uid: 'ada', ...action('product_view', [tent, { schema, data }]) };
  const both = translateRow(row, { ...known, isNews: () => true });
  const identify = consent?.length === 0 ? [] : [{ type: 'identify', consent }];
  expect(both).toMatchObject([...identify, { type: 'view', consent }]);
});

test('what led to it is told by an entity of ours, its place by that of the product', () => {
  const answer = {
    schema: 'iglu:io.freshet/recommendation/jsonschema/1-0-0',
    data: { recommId: 'r1' },
  };
  expect(translated({ ...whole, ...action('list_click', [tent, answer]) })).toMatchObject([
    { type: 'click', itemId: 'tent', recommId: 'r1', position: 2 },
  ]);
});

test('products of a view are an event each, with ids that stay the same', () => {
  const twice = translated({ ...whole, ...action('product_view', [tent, lamp]) });
  expect(twice).toMatchObject([
    { id: 'e1', itemId: 'tent' },
    { id: 'e1:1', itemId: 'lamp' },
  ]);
});
