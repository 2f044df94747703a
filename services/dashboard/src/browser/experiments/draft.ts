import type { Variant } from './experiment.ts';

export const STRATEGIES = ['personal', 'popular', 'trending', 'none'] as const;
export type Strategy = (typeof STRATEGIES)[number];
/** By what a personal list is ranked; weights that were exported are for the JSON. */
export const WEIGHTS = ['served', 'start'] as const;
export type Weights = (typeof WEIGHTS)[number];
export const VARIANTS_MAX = 8;

/** An experiment while it is filled in: every field a text, as inputs have it. */
export interface Draft {
  readonly scenarios: readonly string[];
  /** In percent. */
  readonly holdout: string;
  readonly variants: readonly VariantDraft[];
}

export interface VariantDraft {
  readonly name: string;
  readonly share: string;
  readonly strategy: Strategy;
  readonly weights: Weights;
  /** '': as the request has it. */
  readonly diversity: string;
  readonly exploration: string;
  readonly maxPerCategory: string;
  readonly boosts: readonly BoostDraft[];
}

export interface BoostDraft {
  readonly filter: string;
  readonly factor: string;
}

const PARAMETERS = ['diversity', 'exploration', 'maxPerCategory'] as const;

export function newVariant(name: string): VariantDraft {
  return {
    name,
    share: '1',
    strategy: 'personal',
    weights: 'served',
    diversity: '',
    exploration: '',
    maxPerCategory: '',
    boosts: [],
  };
}

export const emptyDraft: Draft = {
  scenarios: ['home'],
  holdout: '2',
  variants: [newVariant('a'), newVariant('b')],
};

/** What the service is sent; it judges what stands in it. */
export function documentOf({ scenarios, holdout, variants }: Draft): object {
  return { scenarios, holdout: numberOf(holdout, 100), variants: variants.map(variantOf) };
}

function variantOf(draft: VariantDraft): object {
  const { name, share, strategy, weights, boosts } = draft;
  const set = PARAMETERS.filter((parameter) => draft[parameter].trim() !== '');
  const parameters = {
    ...Object.fromEntries(set.map((parameter) => [parameter, numberOf(draft[parameter])])),
    ...(boosts.length > 0 && {
      boost: boosts.map(({ filter, factor }) => ({ filter, factor: numberOf(factor) })),
    }),
  };
  return {
    name,
    share: numberOf(share),
    ...(strategy !== 'personal' && { strategy }),
    ...(strategy === 'personal' && weights !== 'served' && { weights }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
  };
}

/** A number as JSON has it; what is none goes as it is, so that the service can say what it got. */
function numberOf(text: string, parts = 1): number | string {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) return text;
  // 2.3 % is 0.023, and not what floating point makes of it.
  return Number((number / parts).toPrecision(12));
}

/** A definition as somebody may have written it: anything may stand anywhere. */
interface WrittenDefinition {
  readonly scenarios?: unknown;
  readonly holdout?: unknown;
  readonly variants?: unknown;
}
type WrittenVariant = Partial<Record<keyof Variant, unknown>>;

/** An experiment, or the definition of one, as the form has it; null: it says more than the form can. */
export function draftOf(document: unknown): Draft | null {
  const { scenarios = [], holdout = 0.02, variants = [] } = document as WrittenDefinition;
  if (!Array.isArray(scenarios) || !Array.isArray(variants)) return null;
  const drafts = (variants as WrittenVariant[]).map(variantDraftOf);
  if (drafts.includes(null)) return null;
  return {
    scenarios: scenarios as string[],
    holdout: String(Number((Number(holdout) * 100).toPrecision(12))),
    variants: drafts as VariantDraft[],
  };
}

function variantDraftOf(variant: WrittenVariant): VariantDraft | null {
  const { name = '', share = 1, strategy = 'personal', weights = 'served' } = variant;
  const { boost = [], ...others } = (variant.parameters ?? {}) as Record<string, unknown>;
  const isKnown =
    STRATEGIES.includes(strategy as Strategy) &&
    WEIGHTS.includes(weights as Weights) &&
    Array.isArray(boost) &&
    Object.keys(others).every((key) => PARAMETERS.includes(key as (typeof PARAMETERS)[number]));
  if (!isKnown) return null;
  return {
    name: textOf(name),
    share: textOf(share),
    strategy: strategy as Strategy,
    weights: weights as Weights,
    diversity: textOf(others['diversity']),
    exploration: textOf(others['exploration']),
    maxPerCategory: textOf(others['maxPerCategory']),
    boosts: (boost as Record<string, unknown>[]).map(({ filter, factor }) => {
      return { filter: textOf(filter), factor: textOf(factor) };
    }),
  };
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Which part of all visitors each variant gets, in percent; null while shares are no numbers. */
export function partsOf({ holdout, variants }: Draft): readonly number[] | null {
  const shares = variants.map(({ share }) => Number(share));
  const sum = shares.reduce((total, share) => total + share, 0);
  const rest = 100 - Number(holdout);
  if (!Number.isFinite(sum) || sum <= 0 || !Number.isFinite(rest)) return null;
  return shares.map((share) => (share / sum) * rest);
}
