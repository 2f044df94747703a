import type { LearnedWeights } from '@freshet/events';
import {
  type BucketState,
  BUCKETS,
  emptyRanker,
  FEATURES,
  FEATURES_VERSION,
} from '@freshet/recommend';
import { HttpProblem } from '@freshet/runtime';
import { packLearned } from '@freshet/store';
import type { SiteWeights } from '@freshet/tables';
import type { Fields } from '../query/fields.ts';

/** Beyond it scores would say nothing any more. */
export const WEIGHT_MAX = 1e6;

/** All that was learned, exactly; what `parseWeights` takes. */
export function weightsDocument(site: string, { learned, otherVersion }: SiteWeights) {
  if (otherVersion !== undefined) {
    const ours = `this process knows version ${FEATURES_VERSION} of the features`;
    const message = `The weights of ${site} are of version ${otherVersion}, ${ours}; ask one of their version.`;
    throw new HttpProblem(409, { code: 'RANKER_WEIGHTS_INVALID', message });
  }
  const { buckets } = learned?.state ?? emptyRanker();
  return {
    site,
    version: FEATURES_VERSION,
    features: FEATURES,
    buckets: buckets.map(({ samples, weights, served, squares }) => ({
      samples,
      weights: Array.from(weights),
      served: Array.from(served),
      squares: Array.from(squares),
    })),
  };
}

/** @throws HttpProblem RANKER_WEIGHTS_INVALID that points to the fault. */
export function parseWeights(document: Fields): LearnedWeights {
  const { version, features, buckets } = document;
  if (version !== FEATURES_VERSION) {
    const got = JSON.stringify(version) ?? 'none';
    throw invalid(`version must be ${FEATURES_VERSION}, that of the features here; got ${got}`, [
      'version',
    ]);
  }
  if (JSON.stringify(features) !== JSON.stringify(FEATURES)) {
    throw invalid(`features must be ${FEATURES.join(', ')}, in this order`, ['features']);
  }
  if (!Array.isArray(buckets) || buckets.length !== BUCKETS.length) {
    throw invalid(`buckets must be a list of ${BUCKETS.length}`, ['buckets']);
  }
  return packLearned({ buckets: buckets.map(parseBucket) }, FEATURES_VERSION);
}

function parseBucket(bucket: unknown, i: number): BucketState {
  const at = ['buckets', i];
  if (typeof bucket !== 'object' || bucket === null)
    throw invalid('a bucket must be an object', at);
  const { samples, weights, served, squares } = bucket as Fields;
  if (typeof samples !== 'number' || !Number.isSafeInteger(samples) || samples < 0) {
    throw invalid('samples must be a whole number of at least 0', [...at, 'samples']);
  }
  return {
    samples,
    weights: column(weights, -WEIGHT_MAX, [...at, 'weights']),
    served: column(served, -WEIGHT_MAX, [...at, 'served']),
    squares: column(squares, 0, [...at, 'squares']),
  };
}

function column(values: unknown, min: number, at: readonly (string | number)[]): Float64Array {
  if (!Array.isArray(values) || values.length !== FEATURES.length) {
    throw invalid(`${at.at(-1)} must be a list of ${FEATURES.length} numbers`, at);
  }
  const stranger = values.findIndex(
    (value) => typeof value !== 'number' || !(value >= min && value <= WEIGHT_MAX),
  );
  if (stranger < 0) return Float64Array.from(values as number[]);
  throw invalid(`must be a number from ${min} to ${WEIGHT_MAX}`, [...at, stranger]);
}

function invalid(what: string, at: readonly (string | number)[]): HttpProblem {
  return new HttpProblem(400, {
    code: 'RANKER_WEIGHTS_INVALID',
    message: `These are no weights that can be used: ${what}.`,
    pointer: at.map((step) => `/${step}`).join(''),
  });
}
