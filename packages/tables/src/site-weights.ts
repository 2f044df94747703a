import type { RankerWeights as WeightsRecord } from '@freshet/events';
import {
  BUCKETS,
  FEATURES,
  FEATURES_VERSION,
  type RankerState,
  type RankerWeights,
  START_RANKER,
} from '@freshet/recommend';
import { unpackLearned } from '@freshet/store';

/** What `ranker.weights` last told of a site. */
export interface LearnedRanker {
  /** Effective time of the last event that taught, epoch ms; 0: none yet. */
  readonly at: number;
  readonly frozen: boolean;
  readonly state: RankerState;
}

const COLUMN_BYTES = BUCKETS.length * FEATURES.length * Float64Array.BYTES_PER_ELEMENT;

/** One site's weights as answers use them: those learned last, before any the start weights. */
export class SiteWeights {
  #learned: LearnedRanker | undefined;
  #served: RankerWeights = START_RANKER;
  #otherVersion: number | undefined;

  /** By bucket. */
  get served(): RankerWeights {
    return this.#served;
  }

  /** undefined while nothing was learned. */
  get learned(): LearnedRanker | undefined {
    return this.#learned;
  }

  /** Of the newest record, if it is not ours: then the start weights serve. */
  get otherVersion(): number | undefined {
    return this.#otherVersion;
  }

  /** False for weights of another version of the features, which are left out. */
  set(record: WeightsRecord): boolean {
    this.clear();
    if (!isOurs(record)) {
      this.#otherVersion = record.version;
      return false;
    }
    const { at, frozen } = record;
    const state = unpackLearned(record);
    this.#learned = { at, frozen, state };
    this.#served = state.buckets.map(({ served }) => served);
    return true;
  }

  clear(): void {
    this.#learned = undefined;
    this.#served = START_RANKER;
    this.#otherVersion = undefined;
  }
}

function isOurs({ version, samples, weights, served, squares }: WeightsRecord): boolean {
  const isWhole = [weights, served, squares].every(({ length }) => length === COLUMN_BYTES);
  return version === FEATURES_VERSION && samples.length === BUCKETS.length && isWhole;
}
