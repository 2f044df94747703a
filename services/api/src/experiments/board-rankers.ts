import {
  BUCKETS,
  CIRCUMSTANCES,
  FEATURES,
  type Feature,
  type RankerWeights,
} from '@freshet/recommend';

/** Weights that put candidates into the order of a counter, whoever looks. */
export const mostPopular = rankerBy('popLong');
export const trendingNow = rankerBy('popShort');

/** A query is ranked by the sum of one bucket's weights of each circumstance, so one of them has it all. */
function rankerBy(only: Feature): RankerWeights {
  return BUCKETS.map(({ circumstance }) =>
    Float64Array.from(FEATURES, (feature) =>
      Number(circumstance === CIRCUMSTANCES[0].name && feature === only),
    ),
  );
}
