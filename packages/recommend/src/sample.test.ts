import { expect, test } from 'vitest';
import { Candidates } from './candidates.ts';
import { COUNTERS, deployments } from './deployment.ts';
import { COLUMN, WIDTH } from './features.ts';
import { ItemFeatures } from './item-features.ts';
import { freezeSample, readRows, SAMPLE_ROWS_MAX } from './sample.ts';
import { siteOf } from './situation.fixture.ts';

const query = { buckets: [2, 4, 10], seed: 7 };
const { items } = siteOf(Array.from({ length: 500 }, () => 0));

/** Candidates with these values of `hop`. */
function candidatesOf(values: readonly number[]): Candidates {
  const candidates = new Candidates();
  values.forEach((value, slot) => {
    candidates.hop[candidates.place(slot)] = Math.expm1(value) * 1e-3;
  });
  return candidates;
}

test('holds what the candidates looked like, to half a unit', () => {
  const candidates = candidatesOf([0.5, 6.9]);
  const sample = freezeSample(candidates, items, { target: 0, ...query })!;
  expect([sample.buckets, sample.target, sample.size]).toEqual([query.buckets, 0, 2]);
  const rows = new Float64Array(2 * WIDTH);
  readRows(sample, rows);
  expect(Math.abs(rows[COLUMN.hop]! - 0.5)).toBeLessThanOrEqual(1 / 32);
  expect(Math.abs(rows[WIDTH + COLUMN.hop]! - 6.9)).toBeLessThanOrEqual(1 / 32);
});

test('of many candidates some are drawn, each for as many, and the target whatever it is', () => {
  const candidates = candidatesOf(Array.from({ length: 496 }, (_, slot) => slot / 100));
  const sample = freezeSample(candidates, items, { target: 400, ...query })!;
  expect([sample.size, sample.others]).toEqual([SAMPLE_ROWS_MAX, 495 / 99]);
  const rows = new Float64Array(sample.size * WIDTH);
  readRows(sample, rows);
  const values = Array.from({ length: sample.size }, (_, i) => rows[i * WIDTH + COLUMN.hop]!);
  expect(values[0]).toBe(4);
  // From everywhere, and by the seed alone.
  expect(Math.min(...values)).toBeLessThan(1);
  expect(Math.max(...values)).toBeGreaterThan(4);
  expect(freezeSample(candidates, items, { target: 400, ...query })).toEqual(sample);
  const otherwise = freezeSample(candidates, items, { target: 400, ...query, seed: 8 })!;
  expect(otherwise.features).not.toEqual(sample.features);
});

test('is none where the target was no candidate', () => {
  expect(freezeSample(candidatesOf([1, 2]), items, { target: 7, ...query })).toBeUndefined();
});

test('keeps a value that no byte can hold at its bound', () => {
  const sample = freezeSample(candidatesOf([100]), items, { target: 0, ...query })!;
  expect(sample.features[COLUMN.hop]).toBe(255);
});

test('an item that nobody has seen keeps its sign', () => {
  const columns = { levels: COUNTERS.map(() => [0]), visitLevels: [0], lastSeen: [0] };
  const totals = { longTotal: 0, shortTotal: 0, nowTotal: 0 };
  const scale = { now: 1, ...totals, deployment: deployments.shop };
  const candidates = candidatesOf([1]);
  const unseen = new ItemFeatures(columns, scale);
  const rows = new Float64Array(WIDTH);
  readRows(freezeSample(candidates, unseen, { target: 0, ...query })!, rows);
  expect(rows[COLUMN.recency]).toBe(-3);
});
