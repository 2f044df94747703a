import {
  closed,
  described,
  flag,
  integer,
  list,
  members,
  nullable,
  object,
  oneOf,
  text,
  time,
} from '@freshet/openapi';
import { type EventTopic, NAMESPACE_PATTERN } from '@freshet/events';
import type { Operation, Schema } from '@freshet/runtime';
import { PARTITIONS_MAX } from '@freshet/stream';
import type { GroupProgress, NamespaceProgress } from '../../namespaces/progress.ts';

const group = 'Administration';

const reader = object('GroupProgress', {
  group: text,
  lag: described(integer(0), 'Records that it has yet to apply.'),
  records: described(integer(0), 'That it is to apply in all.'),
} satisfies Record<keyof GroupProgress, Schema>);

const states: Record<NamespaceProgress['state'], string> = {
  live: 'answers come from it',
  previous: 'they came from it before',
  fed: 'it is being made, or kept',
};

const eventTopic = members({
  name: text,
  number: described(integer(0), 'Rising, never given again.'),
  partitions: integer(1),
  source: described(text, 'The topic that it was copied from.'),
} satisfies Record<keyof EventTopic, Schema>);
const offsets = list(integer(0));
const namespace = object('Namespace', {
  name: text,
  from: described(offsets, 'By partition of the events.'),
  to: described(nullable(offsets), 'null: it follows them for ever.'),
  createdAt: time,
  events: described(
    nullable(eventTopic),
    'What it reads; null: the topic that the deployment began with.',
  ),
  state: oneOf(states),
  partitions: integer(1),
  groups: list(reader),
} satisfies Record<keyof NamespaceProgress, Schema>);

const standing = object('Namespaces', {
  live: text,
  previous: nullable(text),
  served: described(text, 'By this process, now.'),
  namespaces: list(namespace),
});

const path = { name: { description: 'Of the namespace.', schema: text } };
const changed = { 202: { description: 'Decided; as it is now.', schema: standing } };
const place = 'earliest, latest, offset:N or time:T';

export const listNamespaces: Operation = {
  id: 'listNamespaces',
  group,
  summary: 'What state there is, and how far each of it has come',
  answers: { 200: { description: 'All.', schema: standing } },
};

export const makeNamespace: Operation = {
  id: 'makeNamespace',
  group,
  summary: 'Compute state anew from the log, or under another number of partitions',
  description: '400 `REPLAY_RANGE_INVALID`, 409 `NAMESPACE_REFUSED`.',
  body: closed(
    members(
      { name: { type: 'string', pattern: NAMESPACE_PATTERN } },
      {
        from: described({ ...text, default: 'earliest' }, `Where to begin: ${place}.`),
        to: described(text, 'Where to end, in the same way; for ever when absent.'),
        partitions: described(integer(1, PARTITIONS_MAX), 'In place of from and to.'),
      },
    ),
  ),
  answers: changed,
};

export const goLive: Operation = {
  id: 'goLive',
  group,
  summary: 'Have answers come from a namespace',
  description: '404 `NAMESPACE_UNKNOWN`, 409 `NAMESPACE_BEHIND` while it has not caught up.',
  path,
  body: closed(members({}, { force: described(flag, 'Also where it has not caught up.') })),
  answers: changed,
};

export const dropNamespace: Operation = {
  id: 'dropNamespace',
  group,
  summary: 'Stop feeding a namespace, and clear its state',
  description: '404 `NAMESPACE_UNKNOWN`, 409 `NAMESPACE_REFUSED` of the one that is live.',
  path,
  answers: changed,
};
