import type { Operation } from '@freshet/runtime';

const common = {
  group: 'Other protocols',
  description:
    'As Snowplow documents it, but for what docs/migrate-from-snowplow.md says; also at a path of your own, as /com.acme/track.',
} as const;

export const postRows: Operation = {
  ...common,
  id: 'snowplowPost',
  summary: 'Snowplow: send events',
  answers: { 200: { description: '`ok`; events that were refused are dead letters.' } },
};

export const getPixel: Operation = {
  ...common,
  id: 'snowplowPixel',
  summary: 'Snowplow: send one event',
  answers: { 200: { description: 'One transparent pixel.' } },
};
