import { expect, test } from 'vitest';
import { Candidates, CANDIDATES_MAX } from './candidates.ts';
import { WIDTH } from './features.ts';

test('a new candidate has a row of zeros, which is its own', () => {
  const candidates = new Candidates();
  const [seven, eight] = [candidates.row(7), candidates.row(8)];
  candidates.rows[seven + 1] = 5;
  expect(candidates.row(7)).toBe(seven);
  expect([...candidates.rows.subarray(eight, eight + WIDTH)]).toEqual(
    Array.from({ length: WIDTH }, () => 0),
  );
  expect([...candidates.slots.subarray(0, candidates.size)]).toEqual([7, 8]);
});

test('forgets everything when cleared, slots that come back included', () => {
  const candidates = new Candidates();
  candidates.rows[candidates.row(7)] = 5;
  candidates.clear();
  expect([candidates.size, candidates.find(7)]).toEqual([0, -1]);
  expect(candidates.rows[candidates.row(7)]).toBe(0);
});

test('tells slots apart that fall into one bucket', () => {
  const candidates = new Candidates();
  const slots = Array.from({ length: 1_000 }, (_, i) => i * 8_192);
  const rows = slots.map((slot) => candidates.row(slot));
  expect(slots.map((slot) => candidates.row(slot))).toEqual(rows);
  expect(slots.map((slot) => candidates.find(slot) * WIDTH)).toEqual(rows);
  expect([candidates.size, candidates.find(1)]).toEqual([1_000, -1]);
});

test('takes no more than its bound', () => {
  const candidates = new Candidates();
  for (let slot = 0; slot < CANDIDATES_MAX; slot++) candidates.row(slot);
  expect(candidates.row(CANDIDATES_MAX)).toBe(-1);
  expect(candidates.size).toBe(CANDIDATES_MAX);
});
