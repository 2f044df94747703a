import { expect, it } from 'vitest';
import { behaviourEvent } from '../../../test/support/events.ts';
import { eventJson } from './event-json.ts';

it('keeps what is there and leaves out what is not', () => {
  const properties = { colour: { x: 1 }, size: null, sizes: [null] };
  const event = behaviourEvent({
    id: 'e1',
    recommId: 'r1',
    properties: JSON.stringify(properties),
  });
  expect(JSON.parse(eventJson(event))).toEqual({
    id: 'e1',
    site: 'default',
    type: 'view',
    userId: 'ada',
    itemId: 'tent',
    categories: [],
    items: [],
    occurredAt: event.at,
    receivedAt: event.at,
    at: event.at,
    recommId: 'r1',
    properties,
  });
});

it('is one line, whatever is inside', () => {
  expect(eventJson(behaviourEvent({ id: 'a\nb\u2028', itemId: 'x\r\n' }))).not.toMatch(/[\r\n]/);
});
