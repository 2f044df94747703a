import {
  described,
  flag,
  integer,
  list,
  nullable,
  number,
  object,
  oneOf,
  site,
  text,
  time,
} from '@freshet/openapi';
import type { Operation } from '@freshet/runtime';

const weights = list(number);

const bucket = object('RankerBucket', {
  circumstance: text,
  from: number,
  to: nullable(number),
  samples: number,
  start: weights,
  served: weights,
  fromStart: weights,
  unsettled: described(number, 'How far what was learned last is from what is served.'),
});

const ranker = object(
  'Ranker',
  {
    site: text,
    version: described(integer(1), 'Of the features.'),
    source: oneOf({ start: 'as it came', learned: 'of this site' }),
    at: nullable(time),
    frozen: flag,
    features: list(text),
    buckets: list(bucket),
  },
  { otherVersion: described(number, 'Of newer weights, which are left out.') },
);

export const getRanker: Operation = {
  id: 'getRanker',
  group: 'Operation',
  summary: 'What answers are ranked by, and how far that has moved',
  query: { site },
  answers: { 200: { description: 'What it weighs.', schema: ranker } },
};
