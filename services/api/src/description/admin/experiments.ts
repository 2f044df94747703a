import {
  closed,
  described,
  integer,
  list,
  members,
  nullable,
  number,
  object,
  oneOf,
  site,
  text,
  time,
} from '@freshet/openapi';
import { NAMESPACE_PATTERN } from '@freshet/events';
import type { Interval } from '@freshet/experiments';
import type { Operation, Parameter, Schema } from '@freshet/runtime';
import type { Comparison } from '../../experiments/comparison.ts';
import {
  type Definition,
  HOLDOUT_DEFAULT,
  HOLDOUT_MAX,
  SHARE_MAX,
  SHARE_MIN,
  type VariantStrategy,
  VARIANTS_MAX,
} from '../../experiments/definition.ts';
import { SHOWN_SCENARIOS } from '../../query/page.ts';
import type { Parameters } from '../../experiments/parameters.ts';
import { slot } from '../parameters.ts';
import { boost } from '../recommendations.ts';
import { rankerWeights } from './ranker.ts';

const group = 'Administration';

const name = { type: 'string', pattern: NAMESPACE_PATTERN };
const share = described(
  { type: 'number', minimum: SHARE_MIN, maximum: SHARE_MAX },
  'Relative to those of the others.',
);
const strategies: Record<VariantStrategy, string> = {
  personal: 'as without an experiment',
  popular: 'what has been looked at most',
  trending: 'what many look at now',
  none: 'no list at all',
};
const { maxPerCategory, diversity, exploration } = slot;
const parameters = closed(
  object('VariantParameters', {}, {
    boost,
    maxPerCategory,
    diversity,
    exploration,
  } satisfies Record<Exclude<keyof Parameters, 'boosts'> | 'boost', Schema>),
);
const ranks = { type: 'string', enum: ['served', 'start'] };

const variantGiven = closed(
  object(
    'VariantGiven',
    { name, share },
    {
      strategy: { ...oneOf(strategies), default: 'personal' },
      weights: described(
        { anyOf: [{ ...ranks, default: 'served' }, rankerWeights] },
        'What a personal one ranks by.',
      ),
      parameters: described(parameters, 'What it sets, whatever a request says.'),
    },
  ),
);

const settings = {
  scenarios: {
    ...list({ type: 'string', enum: SHOWN_SCENARIOS }),
    minItems: 1,
    uniqueItems: true,
    description: 'Where it runs.',
  },
  holdout: described(
    { type: 'number', minimum: 0, maximum: HOLDOUT_MAX, default: HOLDOUT_DEFAULT },
    'The part of the visitors who get what is most popular instead.',
  ),
} satisfies Partial<Record<keyof Definition, Schema>>;

const definition = closed(
  object(
    'ExperimentGiven',
    {
      scenarios: settings.scenarios,
      variants: { ...list(variantGiven, VARIANTS_MAX), minItems: 1 },
    },
    { holdout: settings.holdout },
  ),
);

const variant = object(
  'Variant',
  { name, share, strategy: oneOf(strategies), parameters },
  {
    weights: {
      anyOf: [ranks, members({ version: integer(1) })],
      description: 'What a personal one ranks by; of those that were given the version.',
    },
  },
);

const about = {
  id: name,
  state: { type: 'string', enum: ['draft', 'running', 'stopped'] },
  startedAt: nullable(time),
  stoppedAt: nullable(time),
  ...settings,
  variants: list(variant),
};
const experiment = object('Experiment', about);

export const interval = nullable(
  object('Interval', { low: number, high: number } satisfies Record<keyof Interval, Schema>),
);
const comparison = object('Comparison', {
  verdict: { type: 'string', enum: ['better', 'worse', 'open', 'too-few-visitors'] },
  lift: described(nullable(number), 'By how much of the other it is more; null: the other is 0.'),
  liftInterval: interval,
  difference: number,
  differenceInterval: interval,
} satisfies Record<keyof Comparison, Schema>);
const measured = object('Measured', {
  value: number,
  interval: described(interval, 'null: too few visitors to say.'),
  against: { type: 'object', additionalProperties: comparison, description: 'By arm.' },
});
const money = object('ArmRevenue', { total: number, perVisitor: measured });
const count = integer(0);
const arm = object('Arm', {
  arm: text,
  visitors: count,
  impressions: count,
  clicks: count,
  orders: count,
  buyers: count,
  clickThrough: measured,
  conversion: described(measured, 'Visitors with an order, of all.'),
  revenue: { type: 'object', additionalProperties: money, description: 'By currency.' },
});

const ratio = object(
  'SampleRatio',
  {
    status: oneOf({
      'as-shared': 'visitors come to the arms as the shares say',
      fault: 'they do not, so no figure is to be trusted',
      'shares-changed': 'shares were changed while it ran, so it cannot be told',
    }),
  },
  {
    sharesChangedAt: time,
    pValue: number,
    threshold: number,
    expectedVisitors: { type: 'object', additionalProperties: number },
    message: text,
  },
);
const results = object('ExperimentResults', {
  ...about,
  alpha: described(number, 'How often an interval misses, whenever and however often one looks.'),
  sampleRatio: ratio,
  arms: list(arm),
});

const path: Record<string, Parameter> = { id: { description: 'Of it.', schema: name } };
const ofOne = { group, path, query: { site } } as const;

export const listExperiments: Operation = {
  id: 'listExperiments',
  group,
  summary: 'The experiments of a site',
  query: { site },
  answers: { 200: { description: 'All.', schema: members({ experiments: list(experiment) }) } },
};

export const getExperiment: Operation = {
  ...ofOne,
  id: 'getExperiment',
  summary: 'An experiment, and what the visitors of its arms have done',
  description: '404 `EXPERIMENT_UNKNOWN`.',
  answers: { 200: { description: 'How it stands.', schema: results } },
};

export const putExperiment: Operation = {
  ...ofOne,
  id: 'putExperiment',
  summary: 'Make or change an experiment',
  description:
    'While it runs only shares may change: 409 `EXPERIMENT_RUNNING`; 409 `EXPERIMENTS_FULL`.',
  body: definition,
  answers: { 200: { description: 'As it is now.', schema: experiment } },
};

export const startExperiment: Operation = {
  ...ofOne,
  id: 'startExperiment',
  summary: 'Start an experiment',
  description: '409 `EXPERIMENT_CONFLICT` where another one runs in one of its scenarios.',
  answers: { 200: { description: 'It runs.', schema: experiment } },
};

export const stopExperiment: Operation = {
  ...ofOne,
  id: 'stopExperiment',
  summary: 'Stop an experiment',
  description: '409 `EXPERIMENT_NOT_RUNNING`.',
  answers: { 200: { description: 'It has stopped.', schema: experiment } },
};

export const deleteExperiment: Operation = {
  ...ofOne,
  id: 'deleteExperiment',
  summary: 'Forget an experiment',
  description: '409 `EXPERIMENT_RUNNING` while it runs.',
  answers: { 200: { description: 'Forgotten.', schema: members({ id: name }) } },
};
