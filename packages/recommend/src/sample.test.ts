import { expect, test } from 'vitest';
import { Candidates } from './candidates.ts';
import { COLUMN, WIDTH } from './features.ts';
import { freezeSample, readRows, SAMPLE_ROWS_MAX } from './sample.ts';

function candidatesOf(chances: readonly number[]): Candidates {
  const candidates = new Candidates();
  chances.forEach((chance, slot) => {
    candidates.rows[candidates.row(slot) + COLUMN.covisit] = chance;
  });
  return candidates;
}

test('holds what the candidates looked like, to a 64th', () => {
  const candidates = candidatesOf([0.5, 6.9]);
  candidates.rows[COLUMN.recency] = -2.51;
  const sample = freezeSample(candidates, { target: 0, events: 3 })!;
  expect([sample.bucket, sample.target, sample.size]).toEqual([2, 0, 2]);
  const rows = new Float64Array(2 * WIDTH);
  readRows(sample, rows);
  expect(Math.abs(rows[COLUMN.covisit]! - 0.5)).toBeLessThanOrEqual(1 / 64);
  expect(Math.abs(rows[COLUMN.recency]! + 2.51)).toBeLessThanOrEqual(1 / 64);
  expect(Math.abs(rows[WIDTH + COLUMN.covisit]! - 6.9)).toBeLessThanOrEqual(1 / 64);
});

test('of many candidates the likeliest are kept, and the target whatever it is', () => {
  const candidates = candidatesOf(Array.from({ length: 500 }, (_, slot) => slot / 100));
  const sample = freezeSample(candidates, { target: 3, events: 1 })!;
  expect(sample.size).toBe(SAMPLE_ROWS_MAX);
  const rows = new Float64Array(sample.size * WIDTH);
  readRows(sample, rows);
  const chances = Array.from({ length: sample.size }, (_, i) => rows[i * WIDTH + COLUMN.covisit]!);
  expect(chances[0]).toBeCloseTo(0.03, 1);
  expect(Math.min(...chances.slice(1))).toBeGreaterThan(3);
});

test('is none where the target was no candidate', () => {
  expect(freezeSample(candidatesOf([1, 2]), { target: 7, events: 1 })).toBeUndefined();
});

test('keeps a value that no byte can hold at its bound', () => {
  const sample = freezeSample(candidatesOf([100]), { target: 0, events: 1 })!;
  expect(sample.features[COLUMN.covisit]).toBe(255);
});
