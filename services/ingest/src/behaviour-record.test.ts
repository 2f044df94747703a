import { behaviourEventCodec } from '@freshet/events';
import { expect, test } from 'vitest';
import { behaviourRecord } from './behaviour-record.ts';
import { click, history, live, receivedAt } from './intake.fixture.ts';
import { isFault } from './rejection.ts';

test('a click gets an id, its times and what the catalogue says of its item', () => {
  const event = behaviourRecord(click, live);
  expect(event).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
    site: 'default',
    categories: ['shoes', 'sale'],
    occurredAt: null,
    receivedAt,
    at: receivedAt,
    history: null,
  });
});

test('an order keeps its lines, each with its categories', () => {
  const items = [{ itemId: 'shoe', quantity: 2, price: 9.5 }, { itemId: 'hat' }];
  expect(behaviourRecord({ type: 'purchase', userId: 'u1', items }, live)).toMatchObject({
    items: [
      { itemId: 'shoe', quantity: 2, price: 9.5, categories: ['shoes', 'sale'] },
      { itemId: 'hat', quantity: 1, price: null, categories: [] },
    ],
  });
});

test('every field comes through the log as it was posted', () => {
  const posted = {
    id: 'e1',
    type: 'my.event:v2',
    userId: '😀',
    anonymousId: '{a}',
    sessionId: 's',
    itemId: 'i',
    orderId: 'o',
    value: -0.5,
    currency: 'EUR',
    recommId: 'r',
    position: 3,
    consent: ['analytics'],
  };
  const context = { page: '/a', nested: { deep: [1, null, '\ud83d'] } };
  const event = behaviourRecord({ ...posted, occurredAt: 12, context }, live);
  if (isFault(event)) throw new Error(event.message);
  const read = behaviourEventCodec.decode(behaviourEventCodec.encode(event));
  expect(read).toMatchObject({ ...posted, occurredAt: 12, at: receivedAt - 86_400_000 });
  expect(JSON.parse(read.context ?? '')).toEqual(context);
});

test('who somebody was comes through the log as well', () => {
  const posted = { type: 'alias', userId: 'new', previousId: 'old', consent: ['personalization'] };
  expect(behaviourRecord(posted, live)).toMatchObject(posted);
});

test('imported history keeps its time and its place, and gets its id from them', () => {
  const event = behaviourRecord({ ...click, occurredAt: 1000, sequence: 7 }, history);
  expect(event).toMatchObject({
    id: 'shop-2025:7',
    at: 1000,
    occurredAt: 1000,
    history: { source: 'shop-2025', sequence: 7 },
  });
});
