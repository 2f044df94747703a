import type { BehaviourEvent } from '@freshet/events';
import { deployments } from '@freshet/recommend';
import { expect, test } from 'vitest';
import { behaviourEvent } from '../../../../../test/support/events.ts';
import { Visits } from './visits.ts';

const MINUTE_MS = 60_000;

function clicksOf(...events: readonly Partial<BehaviourEvent>[]) {
  const visits = new Visits(deployments.shop);
  events.forEach((fields, i) => {
    visits.add(
      behaviourEvent({ id: `e${i}`, type: 'view', userId: 'ada', at: i * MINUTE_MS, ...fields }),
    );
  });
  expect(visits.count).toBe(visits.clicks().length);
  return visits.clicks().map(({ sessionId, itemId }) => `${sessionId.split('/').at(-1)}:${itemId}`);
}

test('views and clicks are visits; carts, orders and impressions are none', () => {
  const clicks = clicksOf(
    { itemId: 'a' },
    { type: 'impression', itemId: 'b' },
    { type: 'click', itemId: 'c' },
    { type: 'cart', itemId: 'c' },
    {
      type: 'purchase',
      itemId: null,
      items: [{ itemId: 'c', quantity: 1, price: 1, categories: [] }],
    },
  );
  expect(clicks).toEqual(['0:a', '0:c']);
});

test('the page of a click is no visit of its own, and a repeated event counts once', () => {
  expect(
    clicksOf(
      { type: 'click', itemId: 'a', at: 0 },
      { itemId: 'a', at: 500 },
      { itemId: 'b', id: 'same' },
      { itemId: 'b', id: 'same' },
    ),
  ).toEqual(['0:a', '0:b']);
});

test('sessions end as in profiles: by their id, else by a gap', () => {
  expect(
    clicksOf(
      { itemId: 'a' },
      { itemId: 'b' },
      { itemId: 'c', at: 100 * MINUTE_MS },
      { itemId: 'd', at: 101 * MINUTE_MS, sessionId: 'x' },
      { type: 'cart', itemId: 'e', at: 102 * MINUTE_MS, sessionId: 'y' },
      { itemId: 'f', at: 103 * MINUTE_MS, sessionId: 'y' },
    ),
  ).toEqual(['0:a', '0:b', '1:c', '2:d', '3:f']);
});

test('who asked to be forgotten is not evaluated', () => {
  expect(clicksOf({ itemId: 'a' }, { type: 'erase' }, { itemId: 'b' })).toEqual(['0:b']);
});

test('visitors of one id but another kind are others, and all come by time', () => {
  const visits = new Visits(deployments.shop);
  visits.add(behaviourEvent({ id: 'e1', itemId: 'a', at: 2 }));
  visits.add(behaviourEvent({ id: 'e2', userId: null, anonymousId: 'ada', itemId: 'b', at: 1 }));
  const clicks = visits.clicks();
  expect(clicks.map(({ itemId }) => itemId)).toEqual(['b', 'a']);
  expect(new Set(clicks.map(({ userId }) => userId)).size).toBe(2);
});
