import { FEATURES, type Feature, WIDTH } from './features.ts';
import type { SiteView, Situation } from './gather.ts';

/** One weight for each column of a row. */
export type Weights = Float64Array;

/**
 * What weights depend on: how long the session is, how much is known of its newest item, and whether
 * it came back to that. Each has buckets with weights of their own, from the lower bounds given here;
 * a query is ranked by the sum of three.
 */
export const CIRCUMSTANCES = [
  /** Events of the session. */
  { name: 'sessionEvents', from: [1, 2, 3, 5] },
  /** What its newest item's neighbours weigh together now. */
  { name: 'newestItemWeight', from: [0, 1, 5, 25, 150, 600] },
  /** Times that the session has been with its newest item before. */
  { name: 'newestItemBefore', from: [0, 1] },
] as const;

export interface Bucket {
  readonly circumstance: (typeof CIRCUMSTANCES)[number]['name'];
  readonly from: number;
  /** The first value that belongs to the next bucket; null: none does. */
  readonly to: number | null;
}

/** All buckets, those of one circumstance behind those of the other. */
export const BUCKETS: readonly Bucket[] = CIRCUMSTANCES.flatMap(({ name, from }) =>
  from.map((start, i) => ({ circumstance: name, from: start, to: from[i + 1] ?? null })),
);

const firstBuckets = CIRCUMSTANCES.map((_, c) =>
  CIRCUMSTANCES.slice(0, c).reduce((sum, { from }) => sum + from.length, 0),
);

/** The buckets of a query, one for each circumstance, as places in BUCKETS. */
export function bucketsOf(
  { session, context }: Pick<Situation, 'session' | 'context'>,
  { items }: Pick<SiteView, 'items'>,
): number[] {
  const list = context[0]?.list;
  const weight = list === undefined ? 0 : list.lifetimeTotal * items.worthSince(list.landmark);
  const newest = session.at(-1) ?? -1;
  const before = newest < 0 ? 0 : session.indexOf(newest) < session.length - 1 ? 1 : 0;
  return [session.length, weight, before].map((value, c) => {
    const { from } = CIRCUMSTANCES[c]!;
    let bucket = from.length - 1;
    while (bucket > 0 && value < from[bucket]!) bucket--;
    return firstBuckets[c]! + bucket;
  });
}

const START: Partial<Record<Feature, number>> = {
  covisit: 0.4,
  covisitRecent: 0.4,
  sequence: 0.4,
  cosine: 0.4,
  hop: 0.4,
  popLong: 0.05,
  popShort: 0.05,
  popNow: 0.05,
};
const START_OF_OTHERS = 0.1;

/** Weights by bucket. */
export type RankerWeights = readonly Weights[];

/** What ranking begins with, before anything was learned: all of it with the session's length. */
export const START_RANKER: RankerWeights = BUCKETS.map(({ circumstance }) =>
  Float64Array.from(FEATURES, (feature) =>
    circumstance === CIRCUMSTANCES[0].name ? (START[feature] ?? START_OF_OTHERS) : 0,
  ),
);

/** The sum of the weights of these buckets. */
export function weightsOf(ranker: RankerWeights, buckets: readonly number[]): Weights {
  const sum = new Float64Array(WIDTH);
  for (const bucket of buckets) {
    const weights = ranker[bucket]!;
    for (let column = 0; column < WIDTH; column++) sum[column]! += weights[column]!;
  }
  return sum;
}
