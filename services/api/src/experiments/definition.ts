import { type Experiment, type ExperimentVariant, NAMESPACE_PATTERN } from '@freshet/events';
import { HOLDOUT } from '@freshet/experiments';
import { HttpProblem } from '@freshet/runtime';
import { FieldReader, type Fields, requireObject } from '../query/fields.ts';
import { SHOWN_SCENARIOS } from '../query/page.ts';
import { parseWeights } from '../ranker/weights-document.ts';
import { parseParameters } from './parameters.ts';

/** What can be decided about an experiment while it does not run. */
export type Definition = Pick<Experiment, 'scenarios' | 'holdout' | 'variants'>;

export const VARIANTS_MAX = 8;
/** Beyond it an experiment would mostly show what is popular. */
export const HOLDOUT_MAX = 0.5;
export const HOLDOUT_DEFAULT = 0.02;
/** Of the share of one variant relative to another: beyond it one of them would never be seen. */
export const SHARE_MIN = 0.001;
export const SHARE_MAX = 1_000;

export const STRATEGIES = ['personal', 'popular', 'trending', 'none'] as const;
export type VariantStrategy = (typeof STRATEGIES)[number];

/** Experiments and variants are named as namespaces are: names are part of every `recommId`. */
const name = new RegExp(NAMESPACE_PATTERN);

export function isExperimentName(text: string): boolean {
  return name.test(text);
}

/**
 * What a body says an experiment is to be.
 * @throws HttpProblem BODY_INVALID, PARAMETER_UNKNOWN, PARAMETER_INVALID, FILTER_INVALID,
 *   RANKER_WEIGHTS_INVALID.
 */
export function parseDefinition(body: unknown): Definition {
  const fields = requireObject(body, 'The body', '');
  const reader = new FieldReader(fields, ['scenarios', 'holdout', 'variants']);
  const holdout = reader.has('holdout')
    ? reader.number('holdout', { min: 0, max: HOLDOUT_MAX })
    : HOLDOUT_DEFAULT;
  return { scenarios: parseScenarios(reader), holdout, variants: parseVariants(reader, holdout) };
}

function parseScenarios(reader: FieldReader): string[] {
  const value = reader.value('scenarios');
  const isList = Array.isArray(value) && value.length > 0 && new Set(value).size === value.length;
  if (isList && value.every((one) => SHOWN_SCENARIOS.includes(one as string)))
    return value as string[];
  throw reader.refusal('scenarios', `a list of different ones of ${SHOWN_SCENARIOS.join(', ')}`);
}

function parseVariants(reader: FieldReader, holdout: number): ExperimentVariant[] {
  const value = reader.value('variants');
  // A holdout is something to compare with, so then one variant will do.
  const min = holdout > 0 ? 1 : 2;
  if (!Array.isArray(value) || value.length < min || value.length > VARIANTS_MAX) {
    const without = min === 2 ? ' without a holdout' : '';
    throw reader.refusal('variants', `a list of ${min} to ${VARIANTS_MAX} variants${without}`);
  }
  const variants = value.map((one, i) => {
    const pointer = `${reader.at('variants')}/${i}`;
    return parseVariant(requireObject(one, 'A variant', pointer), pointer);
  });
  const names = variants.map((variant) => variant.name);
  const repeated = names.findIndex((one, i) => names.indexOf(one) < i);
  if (repeated < 0) return variants;
  throw reader.refusal('variants', 'named differently', `/${repeated}/name`);
}

const variantFields = ['name', 'share', 'strategy', 'weights', 'parameters'];

function parseVariant(fields: Fields, pointer: string): ExperimentVariant {
  const reader = new FieldReader(fields, variantFields, pointer);
  const variantName = reader.text('name') ?? '';
  if (!isExperimentName(variantName) || variantName === HOLDOUT) {
    throw reader.refusal('name', `up to 32 of a–z, 0–9 and -, and not ${HOLDOUT}`);
  }
  const strategy = reader.choice('strategy', STRATEGIES, 'personal');
  const parameters = reader.value('parameters') ?? {};
  // Checked here, and kept as it was given: what there is to set grows with the requests.
  parseParameters(parameters, reader.at('parameters'));
  const isRanked = strategy === 'personal';
  if (!isRanked && reader.has('weights')) {
    throw reader.refusal('weights', `left out with strategy ${strategy}, which ranks by itself`);
  }
  return {
    name: variantName,
    share: reader.number('share', { min: SHARE_MIN, max: SHARE_MAX }),
    strategy,
    ...parseRanker(reader),
    parameters: JSON.stringify(parameters),
  };
}

function parseRanker(reader: FieldReader): Pick<ExperimentVariant, 'ranker' | 'weights'> {
  const value = reader.value('weights') ?? 'served';
  if (value === 'served' || value === 'start') return { ranker: value, weights: null };
  if (typeof value === 'string') {
    throw reader.refusal('weights', 'served, start, or weights as an export gives them');
  }
  const pointer = reader.at('weights');
  const document = requireObject(value, 'weights', pointer);
  return { ranker: 'given', weights: under(pointer, () => parseWeights(document)) };
}

/** What `parse` makes, its refusals pointing from the whole body. */
function under<T>(pointer: string, parse: () => T): T {
  try {
    return parse();
  } catch (err) {
    if (!(err instanceof HttpProblem)) throw err;
    const { problem, statusCode } = err;
    throw new HttpProblem(statusCode, { ...problem, pointer: pointer + (problem.pointer ?? '') });
  }
}
