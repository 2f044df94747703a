import { WIDTH } from './features.ts';
import { readRows, type Sample, SAMPLE_ROWS_MAX } from './sample.ts';
import { BUCKETS, START_WEIGHTS, type Weights } from './weights.ts';

/** AdaGrad (Duchi, Hazan, Singer 2011) with a memory that fades, so that weights follow a changing site. */
const RATE = 0.1;
const MEMORY = 0.9998;
const SQUARES_START = 1e-6;
const SQUARES_MIN = 1e-3;
const SHRINK = 1e-6;
/** Served is the running mean of the weights (Polyak, Juditsky 1992): single lessons do not shake it. */
const MEAN_RATE = 0.01;

/** What was learned for sessions of one bucket. */
export interface BucketState {
  /** Samples learned from. */
  samples: number;
  readonly weights: Float64Array;
  /** What answers are ranked by. */
  readonly served: Float64Array;
  /** Fading sums of squared gradients. */
  readonly squares: Float64Array;
}

/** The ranker of one site: a function of its samples in their order, nothing else. */
export interface RankerState {
  readonly buckets: readonly BucketState[];
}

export function emptyRanker(): RankerState {
  return {
    buckets: Array.from({ length: BUCKETS }, () => ({
      samples: 0,
      weights: Float64Array.from(START_WEIGHTS),
      served: Float64Array.from(START_WEIGHTS),
      squares: new Float64Array(WIDTH).fill(SQUARES_START),
    })),
  };
}

const rows = new Float64Array(SAMPLE_ROWS_MAX * WIDTH);
const scores = new Float64Array(SAMPLE_ROWS_MAX);
const gradient = new Float64Array(WIDTH);

/**
 * One step of listwise learning: raises the likelihood of the target among the sample's rows under the
 * softmax of their scores (ListNet's top-one probability; Cao et al. 2007). False: the gradient was
 * not finite, and nothing was learned.
 */
export function learn(ranker: RankerState, sample: Sample): boolean {
  const bucket = ranker.buckets[sample.bucket]!;
  writeGradient(sample, bucket.weights);
  if (!gradient.every(Number.isFinite)) return false;
  const { weights, served, squares } = bucket;
  for (let column = 0; column < WIDTH; column++) {
    const slope = gradient[column]!;
    squares[column] = MEMORY * squares[column]! + slope * slope;
    const step = (RATE * slope) / Math.sqrt(SQUARES_MIN + squares[column]!);
    weights[column]! += step - SHRINK * weights[column]!;
    served[column]! += MEAN_RATE * (weights[column]! - served[column]!);
  }
  bucket.samples++;
  return true;
}

/** The target's row less what the softmax expects. */
function writeGradient(sample: Sample, weights: Float64Array): void {
  const { size, target } = sample;
  readRows(sample, rows);
  writeProducts(size, weights);
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < size; i++) highest = Math.max(highest, scores[i]!);
  let sum = 0;
  for (let i = 0; i < size; i++) sum += scores[i] = Math.exp(scores[i]! - highest);
  for (let column = 0; column < WIDTH; column++) {
    let expected = 0;
    for (let i = 0; i < size; i++) expected += scores[i]! * rows[i * WIDTH + column]!;
    gradient[column] = rows[target * WIDTH + column]! - expected / sum;
  }
}

/** The scores of the first `size` rows. */
function writeProducts(size: number, weights: Weights): void {
  for (let i = 0; i < size; i++) {
    let score = 0;
    for (let column = 0; column < WIDTH; column++) {
      score += weights[column]! * rows[i * WIDTH + column]!;
    }
    scores[i] = score;
  }
}
