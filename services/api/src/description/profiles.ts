import {
  described,
  freeForm,
  integer,
  list,
  members,
  nullable,
  number,
  object,
  text,
  time,
} from '@freshet/openapi';
import type { Operation, Parameter } from '@freshet/runtime';
import { inQuery, visitor } from './parameters.ts';

const ids = { userId: nullable(text), anonymousId: nullable(text) };

const affinities = list(object('Affinity', { id: text, score: number }));

/** What a profile is, without whose it is. */
const state = {
  events: described(integer(0), 'Events that counted.'),
  firstAt: time,
  lastAt: time,
  sessionId: nullable(text),
  session: described(
    list(object('Visit', { itemId: text, at: time, kind: text })),
    'The recent one, oldest visit first.',
  ),
  affinities: members({ items: affinities, categories: affinities }),
  dismissed: described(
    list(object('Dismissal', { itemId: text, from: time })),
    'What is in none of their lists from then on.',
  ),
};

export const getProfile: Operation = {
  id: 'getProfile',
  group: 'Visitors',
  summary: 'What is known of a visitor, by one of the two ids',
  query: inQuery(visitor),
  answers: {
    200: {
      description: 'The profile; its ids say who that is by now.',
      schema: object('Profile', {
        ...ids,
        formerIds: list(object('FormerId', ids)),
        ...state,
      }),
    },
  },
};

const userId: Parameter = { description: 'Of the user.', schema: text };
const attribution = nullable(freeForm);

export const exportUser: Operation = {
  id: 'exportUser',
  group: 'Visitors',
  summary: 'All state that is kept of a user',
  path: { id: userId },
  answers: {
    200: {
      description: 'All of it.',
      schema: object('UserExport', {
        site: text,
        userId: nullable(text),
        exportedAt: time,
        profile: nullable(object('ProfileState', state)),
        attribution,
        formerIds: list(object('ExportedId', { ...ids, attribution })),
      }),
    },
  },
};

export const exportLog: Operation = {
  id: 'exportUserLog',
  group: 'Visitors',
  summary: 'All records of a user that the log still holds',
  path: { id: userId },
  answers: {
    200: {
      description: 'A line of JSON each; the last says how many there were.',
      schema: text,
      mediaType: 'application/x-ndjson',
    },
  },
};
