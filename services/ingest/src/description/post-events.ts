import { closed, list, object, oneOf, site } from '@freshet/openapi';
import type { Operation, Schema } from '@freshet/runtime';
import { eventFields, historyFields } from '../event-schema.ts';
import { EVENTS_MAX, PROFILE_EVENTS_MAX } from '../limits.ts';
import { describeFields } from './fields.ts';
import { outcomes } from './outcome.ts';

const meanings: Record<keyof typeof eventFields, string> = {
  id: 'Sent again with the same id it counts once; made here when absent.',
  type: 'view, click, impression, cart, purchase, refund, rating, dismiss, retract, identify, alias, or a name of your own.',
  userId: 'Who it is, where they are signed in; at least this or anonymousId.',
  anonymousId: 'The visitor, as the page knows them.',
  sessionId: 'Sets visits apart; when absent, 30 minutes of nothing do.',
  itemId: 'What it is about; needed in a view and a click.',
  items: 'The lines of a cart or an order.',
  orderId: 'An order counts once by it.',
  value: 'What it is worth in all; of a dismiss, how many seconds later it begins to hold.',
  currency: 'Of value and of prices.',
  occurredAt: 'Epoch milliseconds or ISO 8601 with a zone; when absent, as it arrives.',
  recommId: 'The answer that led to it.',
  position: 'Where the item stood in that answer, from 1.',
  context: 'Of the page or device; kept as it is.',
  properties: 'Fields of your own; kept as they are.',
  previousId: 'Of an alias: which user id this user had until now.',
  consent: 'The purposes that the visitor has agreed to.',
};

const eventSchema = (title: string, properties: Schema, required: readonly string[]): Schema =>
  closed({ title, type: 'object', properties, required });

const event = eventSchema('Event', describeFields(eventFields, meanings), ['type']);
const history = describeFields(historyFields, {
  ...meanings,
  sequence: 'Its place in the source, rising within each profile.',
});
const historyEvent = eventSchema('HistoryEvent', history, ['type', 'sequence', 'occurredAt']);

const time = { type: ['number', 'string'] };
const atomic = { type: 'boolean', description: 'All are taken, and seen, together or not at all.' };

const eventList = closed(
  object(
    'EventList',
    { events: { ...list(event, EVENTS_MAX), minItems: 1 } },
    {
      sentAt: { ...time, description: 'By the clock of the client, which corrects its times.' },
      atomic,
    },
  ),
);

const historyList = closed(
  object(
    'HistoryList',
    {
      history: object('History', {
        source: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
      }),
      events: { ...list(historyEvent, EVENTS_MAX), minItems: 1 },
    },
    { atomic },
  ),
);

export const postEvents: Operation = {
  id: 'postEvents',
  group: 'Events',
  summary: 'Send events',
  description: `One event, up to ${EVENTS_MAX} of them, at most ${PROFILE_EVENTS_MAX} of one profile, or past ones as history. A bad event does not fail its neighbours.`,
  query: {
    ids: { description: 'Has the answer name the id of each.', schema: oneOf({ true: 'it does' }) },
    site,
  },
  body: { oneOf: [event, eventList, historyList] },
  answers: outcomes,
};
