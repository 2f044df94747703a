import { closed, described, integer, list, members, object, text } from '@freshet/openapi';
import type { Operation, Schema } from '@freshet/runtime';
import type { PartitionOffsets, Retention } from '@freshet/stream';

const bounds = {
  ms: described(integer(-1), 'Age in milliseconds; -1: for ever.'),
  bytes: described(integer(-1), 'Bytes of each partition; -1: without bound.'),
} satisfies Record<keyof Retention, Schema>;

const retention = object('Retention', bounds);

const offsets = members({
  partition: integer(0),
  start: described(integer(0), 'Of the oldest record.'),
  end: described(integer(0), 'Of the next one.'),
} satisfies Record<keyof PartitionOffsets, Schema>);

const topic = object(
  'Topic',
  {
    name: text,
    cleanup: { type: 'string', enum: ['delete', 'compact'] },
    retention,
    partitions: list(offsets),
  },
  { outlives: described(text, 'The topic that it was made of, and must not outlast it.') },
);

export const listTopics: Operation = {
  id: 'listTopics',
  group: 'Administration',
  summary: 'What topics there are, what they hold and how long',
  answers: { 200: { description: 'All.', schema: members({ topics: list(topic) }) } },
};

export const changeRetention: Operation = {
  id: 'changeRetention',
  group: 'Administration',
  summary: 'How long a topic keeps its records, from now on',
  description: '404 `TOPIC_UNKNOWN`, 409 `RETENTION_REFUSED` where others are made of it.',
  path: { name: { description: 'Of the topic.', schema: text } },
  body: closed({ ...members({}, bounds), minProperties: 1 }),
  answers: { 200: { description: 'What holds now.', schema: members({ name: text, retention }) } },
};
