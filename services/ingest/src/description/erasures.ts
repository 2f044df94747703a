import { described, flag, nullable, object, oneOf, site, text, time } from '@freshet/openapi';
import type { Operation, Parameter } from '@freshet/runtime';
import type { Erased } from '../erasures/erase.ts';
import type { ErasureStanding } from '../erasures/standing.ts';
import { durability } from './outcome.ts';

const erased = object('Erased', {
  erasureId: text,
  durability,
} satisfies Record<keyof Erased, object>);

const states: Record<ErasureStanding['status'], string> = {
  pending: 'in the journal, until the log is back',
  sent: 'on its way to who keeps state',
};

const isDeleted = nullable(flag);

const standing = object('ErasureStanding', {
  id: text,
  at: described(time, 'Epoch milliseconds; what came up to then is handed to nobody any more.'),
  status: oneOf(states),
  state: described(
    object('ErasedState', { profile: isDeleted, attribution: isDeleted }),
    'Which state is deleted; null: this process cannot tell.',
  ),
  recordsUntil: {
    type: 'object',
    additionalProperties: nullable(time),
    description: 'By topic, until when bytes of records stay on disk at most; null: for ever.',
  },
} satisfies Record<keyof ErasureStanding, object>);

const answers = { 202: { description: 'On its way.', schema: erased } };
const userId: Parameter = { description: 'Of the user.', schema: text };
const anonymousId: Parameter = { description: 'Of a visitor who is no user.', schema: text };

export const deleteUser: Operation = {
  id: 'deleteUser',
  group: 'Visitors',
  summary: 'Forget a user',
  path: { id: userId },
  query: { site },
  answers,
};

export const deleteProfile: Operation = {
  id: 'deleteProfile',
  group: 'Visitors',
  summary: 'Forget a visitor, by one of the two ids',
  query: { userId, anonymousId, site },
  answers,
};

export const getErasure: Operation = {
  id: 'getErasure',
  group: 'Visitors',
  summary: 'How far an erasure has come',
  path: { id: { description: 'The `erasureId` of the answer.', schema: text } },
  query: { site },
  answers: { 200: { description: 'How far it has come.', schema: standing } },
};
