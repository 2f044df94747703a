import {
  described,
  freeForm,
  integer,
  nullable,
  object,
  oneOf,
  site,
  text,
  time,
} from '@freshet/openapi';
import type { Operation } from '@freshet/runtime';
import type { MessageStatus } from '../messages/status.ts';

const states: Record<MessageStatus['status'], string> = {
  pending: 'in the journal',
  sent: 'in the log',
  'signed-off': 'in its profile',
};

const status = object('MessageStatus', {
  id: text,
  topic: text,
  key: text,
  partition: integer(0),
  offset: described(
    nullable(integer(0)),
    'null while it is pending, or where nobody has said where it is.',
  ),
  sentAt: nullable(time),
  status: oneOf(states),
  content: nullable(freeForm),
} satisfies Record<keyof MessageStatus, object>);

export const getMessage: Operation = {
  id: 'getMessage',
  group: 'Events',
  summary: 'Where an accepted event is',
  path: { id: { description: 'Of the event.', schema: text } },
  query: { site },
  answers: { 200: { description: 'Where it is.', schema: status } },
};
