import { expect, test } from 'vitest';
import { Candidates } from './candidates.ts';
import { COUNTERS } from './deployment.ts';
import { COLUMN, WIDTH } from './features.ts';
import { ItemFeatures } from './item-features.ts';
import { freezeSample, readRows, SAMPLE_ROWS_MAX } from './sample.ts';
import { siteOf } from './situation.fixture.ts';

const { items } = siteOf(Array.from({ length: 500 }, () => 0));

/** Candidates with these values of `hop`. */
function candidatesOf(values: readonly number[]): Candidates {
  const candidates = new Candidates();
  values.forEach((value, slot) => {
    candidates.hop[candidates.place(slot)] = Math.expm1(value) * 1e-3;
  });
  return candidates;
}

test('holds what the candidates looked like, to a 64th', () => {
  const candidates = candidatesOf([0.5, 6.9]);
  const sample = freezeSample(candidates, items, { target: 0, events: 3 })!;
  expect([sample.bucket, sample.target, sample.size]).toEqual([2, 0, 2]);
  const rows = new Float64Array(2 * WIDTH);
  readRows(sample, rows);
  expect(Math.abs(rows[COLUMN.hop]! - 0.5)).toBeLessThanOrEqual(1 / 64);
  expect(Math.abs(rows[WIDTH + COLUMN.hop]! - 6.9)).toBeLessThanOrEqual(1 / 64);
});

test('of many candidates the likeliest are kept, and the target whatever it is', () => {
  const candidates = candidatesOf(Array.from({ length: 500 }, (_, slot) => slot / 100));
  const sample = freezeSample(candidates, items, { target: 3, events: 1 })!;
  expect(sample.size).toBe(SAMPLE_ROWS_MAX);
  const rows = new Float64Array(sample.size * WIDTH);
  readRows(sample, rows);
  const chances = Array.from({ length: sample.size }, (_, i) => rows[i * WIDTH + COLUMN.hop]!);
  expect(chances[0]).toBeCloseTo(0.03, 1);
  expect(Math.min(...chances.slice(1))).toBeGreaterThan(3);
});

test('is none where the target was no candidate', () => {
  expect(freezeSample(candidatesOf([1, 2]), items, { target: 7, events: 1 })).toBeUndefined();
});

test('keeps a value that no byte can hold at its bound', () => {
  const sample = freezeSample(candidatesOf([100]), items, { target: 0, events: 1 })!;
  expect(sample.features[COLUMN.hop]).toBe(255);
});

test('an item that nobody has seen keeps its sign', () => {
  const columns = { levels: COUNTERS.map(() => [0]), visitLevels: [0], lastSeen: [0] };
  const scale = { now: 1, longTotal: 0, shortTotal: 0, lifetimeHalfLifeMs: 1 };
  const candidates = candidatesOf([1]);
  const unseen = new ItemFeatures(columns, scale);
  const rows = new Float64Array(WIDTH);
  readRows(freezeSample(candidates, unseen, { target: 0, events: 1 })!, rows);
  expect(rows[COLUMN.recency]).toBe(-3);
});
