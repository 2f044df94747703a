import type { ExperimentVariant } from '@freshet/events';
import { HOLDOUT } from '@freshet/experiments';
import { FEATURES_VERSION, type RankerWeights, START_RANKER } from '@freshet/recommend';
import { unpackLearned } from '@freshet/store';
import { mostPopular, trendingNow } from './board-rankers.ts';
import type { VariantStrategy } from './definition.ts';
import { type Parameters, parseParameters } from './parameters.ts';

/** How lists of an arm are made. */
export interface Treatment {
  readonly strategy: VariantStrategy | typeof HOLDOUT;
  /** What ranks; undefined: what ranks for everybody. */
  readonly ranker: RankerWeights | undefined;
  readonly parameters: Parameters;
}

export const holdoutTreatment: Treatment = {
  strategy: HOLDOUT,
  ranker: mostPopular,
  parameters: {},
};

/** @throws HttpProblem for parameters that this version of Freshet does not know. */
export function treatmentOf(variant: ExperimentVariant): Treatment {
  const strategy = variant.strategy as VariantStrategy;
  const parameters = parseParameters(JSON.parse(variant.parameters), '/parameters');
  return { strategy, ranker: rankerOf(variant), parameters };
}

function rankerOf({ strategy, ranker, weights }: ExperimentVariant): RankerWeights | undefined {
  if (strategy === 'popular') return mostPopular;
  if (strategy === 'trending') return trendingNow;
  if (ranker === 'start') return START_RANKER;
  // Weights of other features mean nothing here: whoever upgraded has to give the experiment others.
  if (weights === null || weights.version !== FEATURES_VERSION) return undefined;
  return unpackLearned(weights).buckets.map(({ served }) => served);
}
