import { WIDTH } from './features.ts';
import { readRows, type Sample, SAMPLE_ROWS_MAX } from './sample.ts';
import { START_RANKER, type Weights, weightsOf } from './weights.ts';

/** AdaGrad (Duchi, Hazan, Singer 2011) with a memory that fades, so that weights follow a changing site. */
const RATE = 0.2;
const MEMORY = 0.9998;
const SQUARES_START = 1e-6;
const SQUARES_MIN = 1e-3;
const SHRINK = 1e-6;
/**
 * Served is a mean of the weights (Polyak, Juditsky 1992) that single lessons do not shake: first of
 * the last third of all, then of some two hundred.
 */
const MEAN_RATE_MIN = 0.005;
const MEAN_RAMP = 3;

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
    buckets: START_RANKER.map((start) => ({
      samples: 0,
      weights: Float64Array.from(start),
      served: Float64Array.from(start),
      squares: new Float64Array(WIDTH).fill(SQUARES_START),
    })),
  };
}

const rows = new Float64Array(SAMPLE_ROWS_MAX * WIDTH);
const scores = new Float64Array(SAMPLE_ROWS_MAX);
const gradient = new Float64Array(WIDTH);

/**
 * One step of listwise learning: raises the likelihood of the target among the sample's rows under the
 * softmax of their scores (ListNet's top-one probability; Cao et al. 2007), in all buckets of the
 * query alike. False: the gradient was not finite, and nothing was learned.
 */
export function learn(ranker: RankerState, sample: Sample): boolean {
  const weights = weightsOf(
    ranker.buckets.map((bucket) => bucket.weights),
    sample.buckets,
  );
  writeGradient(sample, weights);
  if (!gradient.every(Number.isFinite)) return false;
  for (const bucket of sample.buckets) step(ranker.buckets[bucket]!);
  return true;
}

function step(bucket: BucketState): void {
  const { weights, served, squares } = bucket;
  bucket.samples++;
  const meanRate = Math.max(MEAN_RATE_MIN, 1 / (1 + bucket.samples / MEAN_RAMP));
  for (let column = 0; column < WIDTH; column++) {
    const slope = gradient[column]!;
    squares[column] = MEMORY * squares[column]! + slope * slope;
    const change = (RATE * slope) / Math.sqrt(SQUARES_MIN + squares[column]!);
    weights[column]! += change - SHRINK * weights[column]!;
    served[column]! += meanRate * (weights[column]! - served[column]!);
  }
}

/** The target's row less what the softmax expects. */
function writeGradient(sample: Sample, weights: Float64Array): void {
  const { size, target, others } = sample;
  readRows(sample, rows);
  writeProducts(size, weights);
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < size; i++) highest = Math.max(highest, scores[i]!);
  let sum = 0;
  for (let i = 0; i < size; i++) {
    scores[i] = Math.exp(scores[i]! - highest) * (i === target ? 1 : others);
    sum += scores[i]!;
  }
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
