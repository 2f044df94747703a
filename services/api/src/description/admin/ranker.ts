import { described, integer, list, object, site, text } from '@freshet/openapi';
import { BUCKETS, FEATURES, FEATURES_VERSION } from '@freshet/recommend';
import type { Operation, Schema } from '@freshet/runtime';
import { WEIGHT_MAX } from '../../ranker/weights-document.ts';

const group = 'Administration';

const column = (minimum: number): Schema => ({
  ...list({ type: 'number', minimum, maximum: WEIGHT_MAX }, FEATURES.length),
  minItems: FEATURES.length,
});

const bucket = object('WeightsBucket', {
  samples: integer(0),
  weights: column(-WEIGHT_MAX),
  served: column(-WEIGHT_MAX),
  squares: column(0),
});

/** What an export gives and an import takes. */
export const rankerWeights = object(
  'RankerWeights',
  {
    version: { const: FEATURES_VERSION, description: 'Of the features.' },
    features: { ...list(text), const: FEATURES },
    buckets: { ...list(bucket, BUCKETS.length), minItems: BUCKETS.length },
  },
  { site: described(text, 'Where they were exported; of an import it means nothing.') },
);

const given = {
  description:
    'In the log of the namespace that is served; it holds once the samples before it are learned.',
  schema: object('RankerCommandGiven', { namespace: text, site: text, command: text }),
};

const summaries = {
  freeze: 'Have the ranker learn on, and answers stay with the weights they have',
  thaw: 'Have answers follow what the ranker learns again',
  reset: 'Have the ranker begin anew',
} as const;
export type RankerCommandName = keyof typeof summaries;

export const rankerCommands = (Object.keys(summaries) as RankerCommandName[]).map((command) => {
  const operation: Operation = {
    id: `${command}Ranker`,
    group,
    summary: summaries[command],
    query: { site },
    answers: { 202: given },
  };
  return { command, operation };
});

export const exportWeights: Operation = {
  id: 'exportWeights',
  group,
  summary: 'All that the ranker has learned',
  description: '409 `RANKER_WEIGHTS_INVALID` where it is of other features than this process has.',
  query: { site },
  answers: { 200: { description: 'Exactly.', schema: rankerWeights } },
};

export const importWeights: Operation = {
  id: 'importWeights',
  group,
  summary: 'Have the ranker go on from what another one has learned',
  description: '400 `RANKER_WEIGHTS_INVALID` points to what cannot be.',
  query: { site },
  body: rankerWeights,
  answers: { 202: given },
};
