import { type BehaviourEvent, eraseEvent } from '@freshet/events';
import { expect, it } from 'vitest';
import { deletionsIn, feedbackIn } from './told-event.ts';

const blank = eraseEvent(
  { site: 'shop', userId: 'u', anonymousId: null },
  { id: 'id', at: 60_000 },
);
const event = (type: string, fields: Partial<BehaviourEvent> = {}): BehaviourEvent => ({
  ...blank,
  type,
  itemId: 'A',
  ...fields,
});
const line = (itemId: string) => ({ itemId, quantity: 1, price: 5, categories: [] });
const asGorse = (FeedbackType: string) => ({
  properties: JSON.stringify({ gorse: { FeedbackType } }),
});

it.for<[what: string, told: BehaviourEvent, rows: readonly unknown[]]>([
  ['an act of one item', event('rating', { value: 4 }), [['rating', 'A', 4, 60_000]]],
  [
    'of an order each line, once, without what the order comes to',
    event('purchase', { items: [line('A'), line('B')], value: 10 }),
    [
      ['purchase', 'A', 0, 60_000],
      ['purchase', 'B', 0, 60_000],
    ],
  ],
  [
    'a dismiss as late as it holds',
    event('dismiss', { value: 600 }),
    [['dismiss', 'A', 0, 660_000]],
  ],
  [
    'what is written back, under its own type and as late',
    event('dismiss', {
      ...asGorse('read'),
      itemId: null,
      items: [line('B')],
      value: 600,
      occurredAt: 60_000,
    }),
    [['read', 'B', 0, 660_000]],
  ],
  ['nothing of the view that a rating is as well', event('view', asGorse('rating')), []],
  ['nothing without an item', event('view', { itemId: null }), []],
  ['nothing of who is not signed in', event('view', { userId: null }), []],
])('tells %s', ([, told, rows]) => {
  expect(feedbackIn(told).map(({ type, itemId, value, at }) => [type, itemId, value, at])).toEqual(
    rows,
  );
});

it.for<[what: string, told: BehaviourEvent, types: readonly unknown[]]>([
  [
    'of each line',
    event('retract:cart', { itemId: null, items: [line('A'), line('B')] }),
    ['cart A', 'cart B'],
  ],
  ['of all types', event('retract'), ['null A']],
  ['of a type of Gorse', event('retract:dismiss', asGorse('Hide')), ['Hide A']],
  ['of none, by another event', event('view'), []],
])('takes back %s', ([, told, types]) => {
  expect(deletionsIn(told).map(({ type, itemId }) => `${type} ${itemId}`)).toEqual(types);
});
