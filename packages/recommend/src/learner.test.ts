import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLUMN, WIDTH } from './features.ts';
import { emptyRanker, learn, type RankerState } from './learner.ts';
import type { Sample } from './sample.ts';
import { START_WEIGHTS } from './weights.ts';

/** Rows whose `isLast` column has these bytes; the first is the target. */
function sampleOf(...bytes: number[]): Sample {
  const features = new Uint8Array(bytes.length * WIDTH);
  bytes.forEach((byte, row) => (features[row * WIDTH + COLUMN.isLast] = byte));
  return { bucket: 1, target: 0, size: bytes.length, features };
}

test('a first step, worked out by hand', () => {
  const ranker = emptyRanker();
  // Two rows with isLast 1 and 0, start weight 0.1: the target’s chance is e^0.1/(e^0.1 + 1).
  expect(learn(ranker, sampleOf(32, 0))).toBe(true);
  const slope = 1 - Math.exp(0.1) / (Math.exp(0.1) + 1);
  const squares = 0.9998 * 1e-6 + slope ** 2;
  const weight = 0.1 + (0.1 * slope) / Math.sqrt(1e-3 + squares) - 1e-6 * 0.1;
  const { weights, served, samples } = ranker.buckets[1]!;
  expect(weights[COLUMN.isLast]).toBeCloseTo(weight, 12);
  expect(served[COLUMN.isLast]).toBeCloseTo(0.1 + 0.01 * (weight - 0.1), 12);
  expect(samples).toBe(1);
});

test('what the targets have in common gains weight, in their bucket alone', () => {
  const ranker = emptyRanker();
  for (let i = 0; i < 500; i++) learn(ranker, sampleOf(32, 0, 0, 0));
  expect(ranker.buckets[1]!.served[COLUMN.isLast]).toBeGreaterThan(1);
  expect([...ranker.buckets[0]!.served]).toEqual([...Float64Array.from(START_WEIGHTS)]);
});

test('learns nothing from weights that are not finite', () => {
  const ranker = emptyRanker();
  ranker.buckets[1]!.weights[COLUMN.isLast] = Number.NaN;
  expect(learn(ranker, sampleOf(32, 0))).toBe(false);
  expect(ranker.buckets[1]!.samples).toBe(0);
});

const anySample: fc.Arbitrary<Sample> = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 12 }))
  .chain(([bucket, size]) =>
    fc.record({
      bucket: fc.constant(bucket),
      target: fc.integer({ min: 0, max: size - 1 }),
      size: fc.constant(size),
      features: fc.uint8Array({ minLength: size * WIDTH, maxLength: size * WIDTH }),
    }),
  );

function taught(samples: readonly Sample[]): RankerState {
  const ranker = emptyRanker();
  for (const sample of samples) learn(ranker, sample);
  return ranker;
}

test('is a function of its samples in their order, and stays finite', () => {
  fc.assert(
    fc.property(fc.array(anySample, { maxLength: 60 }), (samples) => {
      const ranker = taught(samples);
      expect(taught(samples)).toEqual(ranker);
      for (const { weights, served } of ranker.buckets) {
        expect([...weights, ...served].every(Number.isFinite)).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});
