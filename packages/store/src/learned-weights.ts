import type { LearnedWeights } from '@freshet/events';
import type { RankerState } from '@freshet/recommend';
import { unpackFloat64 } from './columns.ts';

/** What a ranker has learned, as it lies in the store and crosses topics: exact, bucket by bucket. */
export function packLearned({ buckets }: RankerState, version: number): LearnedWeights {
  return {
    version,
    samples: buckets.map(({ samples }) => samples),
    weights: joined(buckets.map(({ weights }) => weights)),
    served: joined(buckets.map(({ served }) => served)),
    squares: joined(buckets.map(({ squares }) => squares)),
  };
}

export function unpackLearned(learned: LearnedWeights): RankerState {
  const count = learned.samples.length;
  const weights = parts(learned.weights, count);
  const served = parts(learned.served, count);
  const squares = parts(learned.squares, count);
  return {
    buckets: learned.samples.map((samples, i) => ({
      samples,
      weights: weights[i]!,
      served: served[i]!,
      squares: squares[i]!,
    })),
  };
}

function joined(columns: readonly Float64Array[]): Buffer {
  return Buffer.concat(
    columns.map(({ buffer, byteOffset, byteLength }) =>
      Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength),
    ),
  );
}

function parts(column: Buffer, count: number): Float64Array[] {
  const values = Float64Array.from(unpackFloat64(column));
  const width = values.length / count;
  return Array.from({ length: count }, (_, i) => values.slice(i * width, (i + 1) * width));
}
