import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLUMN, WIDTH } from './features.ts';
import { emptyRanker, learn, type RankerState } from './learner.ts';
import type { Sample } from './sample.ts';
import { BUCKETS, START_RANKER } from './weights.ts';

/** The buckets of a query: one for each circumstance. */
const buckets = [1, 4, 10];

/** Rows whose `inSession` column has these bytes; the first is the target. */
function sampleOf(...bytes: number[]): Sample {
  const features = new Uint8Array(bytes.length * WIDTH);
  bytes.forEach((byte, row) => (features[row * WIDTH + COLUMN.inSession] = byte));
  return { buckets, target: 0, size: bytes.length, others: 1, features };
}

test('a first step, worked out by hand', () => {
  const ranker = emptyRanker();
  // Two rows with inSession 1 and 0, start weight 0.1: the target’s chance is e^0.1/(e^0.1 + 1).
  expect(learn(ranker, sampleOf(64, 0))).toBe(true);
  const slope = 1 - Math.exp(0.1) / (Math.exp(0.1) + 1);
  const squares = 0.9998 * 1e-6 + slope ** 2;
  const change = (0.2 * slope) / Math.sqrt(1e-3 + squares);
  const { weights, served, samples } = ranker.buckets[1]!;
  expect(weights[COLUMN.inSession]).toBeCloseTo(0.1 + change - 1e-6 * 0.1, 12);
  // The mean begins quickly: three quarters of the first step.
  expect(served[COLUMN.inSession]).toBeCloseTo(0.1 + 0.75 * (change - 1e-6 * 0.1), 12);
  expect(samples).toBe(1);
  // The other circumstances learn the same, from 0.
  expect(ranker.buckets[4]!.weights[COLUMN.inSession]).toBeCloseTo(change, 12);
});

test('a row that stands for several counts as so many', () => {
  const [alone, drawn] = [emptyRanker(), emptyRanker()];
  learn(alone, sampleOf(64, 0, 0, 0));
  learn(drawn, { ...sampleOf(64, 0), others: 3 });
  expect(drawn).toEqual(alone);
});

test('what the targets have in common gains weight, in their bucket alone', () => {
  const ranker = emptyRanker();
  for (let i = 0; i < 500; i++) learn(ranker, sampleOf(64, 0, 0, 0));
  expect(ranker.buckets[1]!.served[COLUMN.inSession]).toBeGreaterThan(1);
  expect(ranker.buckets[0]!.served).toEqual(START_RANKER[0]);
});

test('learns nothing from weights that are not finite', () => {
  const ranker = emptyRanker();
  ranker.buckets[1]!.weights[COLUMN.inSession] = Number.NaN;
  expect(learn(ranker, sampleOf(64, 0))).toBe(false);
  expect(ranker.buckets[1]!.samples).toBe(0);
});

const anySample: fc.Arbitrary<Sample> = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.record({
    buckets: fc.uniqueArray(fc.nat(BUCKETS.length - 1), { minLength: 3, maxLength: 3 }),
    target: fc.integer({ min: 0, max: size - 1 }),
    size: fc.constant(size),
    others: fc.double({ min: 1, max: 40, noNaN: true }),
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
