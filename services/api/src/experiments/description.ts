import type { Experiment, ExperimentVariant } from '@freshet/events';

/** An experiment as it was given, and what has become of it. */
export function describeExperiment(id: string, experiment: Experiment) {
  const { scenarios, holdout, variants, state, startedAt, stoppedAt } = experiment;
  return {
    id,
    state,
    startedAt,
    stoppedAt,
    scenarios,
    holdout,
    variants: variants.map(describeVariant),
  };
}

function describeVariant(variant: ExperimentVariant) {
  const { name, share, strategy, ranker, weights, parameters } = variant;
  return {
    name,
    share,
    strategy,
    // Those that were given are many numbers, which who gave them has.
    ...(strategy === 'personal' && { weights: weights ? { version: weights.version } : ranker }),
    parameters: JSON.parse(parameters) as object,
  };
}
