import { FEATURES, type Feature } from './features.ts';

/** One weight for each column of a row. */
export type Weights = ArrayLike<number>;

/** Sessions of these many events have weights of their own: what helps at the first click is not what helps at the tenth. */
const BUCKET_STARTS = [1, 2, 3, 5] as const;
export const BUCKETS = BUCKET_STARTS.length;

/** The bucket of a session of `events` events. */
export function bucketOf(events: number): number {
  let bucket = BUCKETS - 1;
  while (bucket > 0 && events < BUCKET_STARTS[bucket]!) bucket--;
  return bucket;
}

const START: Partial<Record<Feature, number>> = {
  covisit: 0.4,
  covisitRecent: 0.4,
  sequence: 0.4,
  cosine: 0.4,
  hop: 0.4,
  popLong: 0.05,
  popShort: 0.05,
};
const START_OF_OTHERS = 0.1;

/** What ranking begins with in every bucket, before anything was learned. */
export const START_WEIGHTS: Weights = FEATURES.map((feature) => START[feature] ?? START_OF_OTHERS);

/** Weights by bucket. */
export type RankerWeights = readonly Weights[];
export const START_RANKER: RankerWeights = Array.from({ length: BUCKETS }, () => START_WEIGHTS);
