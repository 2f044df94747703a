import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToLevel, EMPTY_LEVEL, valueOfLevel } from './decay.ts';

const HOUR_MS = 3_600_000;
const NOW = 1_767_225_600_000;

test('one visit is worth 1 at once, a half after a half-life, a quarter after two', () => {
  const level = addToLevel(EMPTY_LEVEL, 1, NOW, HOUR_MS);
  expect(valueOfLevel(level, NOW, HOUR_MS)).toBeCloseTo(1, 9);
  expect(valueOfLevel(level, NOW + HOUR_MS, HOUR_MS)).toBeCloseTo(0.5, 9);
  expect(valueOfLevel(level, NOW + 2 * HOUR_MS, HOUR_MS)).toBeCloseTo(0.25, 9);
});

test('a purchase of weight 5 an hour ago and a view now are worth 3.5', () => {
  const bought = addToLevel(EMPTY_LEVEL, 5, NOW - HOUR_MS, HOUR_MS);
  expect(valueOfLevel(addToLevel(bought, 1, NOW, HOUR_MS), NOW, HOUR_MS)).toBeCloseTo(3.5, 6);
});

test('a late event lands where it belongs', () => {
  const inOrder = addToLevel(addToLevel(EMPTY_LEVEL, 1, NOW - HOUR_MS, HOUR_MS), 1, NOW, HOUR_MS);
  const late = addToLevel(addToLevel(EMPTY_LEVEL, 1, NOW, HOUR_MS), 1, NOW - HOUR_MS, HOUR_MS);
  expect(late).toBe(inOrder);
});

test('what never counted is worth 0, and what counted an age ago comes to 0 without NaN', () => {
  expect(valueOfLevel(EMPTY_LEVEL, NOW, HOUR_MS)).toBe(0);
  expect(valueOfLevel(addToLevel(EMPTY_LEVEL, 1, 0, HOUR_MS), NOW, HOUR_MS)).toBe(0);
});

const visits = fc.array(
  fc.record({
    weight: fc.integer({ min: 1, max: 5 }),
    at: fc.integer({ min: NOW - 20 * HOUR_MS, max: NOW }),
  }),
  { minLength: 1, maxLength: 30 },
);

function levelOf(list: readonly { weight: number; at: number }[]): number {
  return list.reduce(
    (level, { weight, at }) => addToLevel(level, weight, at, HOUR_MS),
    EMPTY_LEVEL,
  );
}

test('the order of events does not matter', () => {
  fc.assert(
    fc.property(visits, fc.integer(), (list, seed) => {
      const shuffled = list
        .map((visit, i) => ({ visit, key: Math.imul(seed + i, 2_654_435_761) }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ visit }) => visit);
      expect(levelOf(shuffled)).toBeCloseTo(levelOf(list), 6);
    }),
  );
});

test('a value only ever falls with time and only ever rises with events', () => {
  fc.assert(
    fc.property(visits, fc.integer({ min: 1, max: 10 * HOUR_MS }), (list, laterMs) => {
      const level = levelOf(list);
      expect(valueOfLevel(level, NOW + laterMs, HOUR_MS)).toBeLessThan(
        valueOfLevel(level, NOW, HOUR_MS),
      );
      expect(addToLevel(level, 1, NOW, HOUR_MS)).toBeGreaterThan(level);
    }),
  );
});

test('levels compare as their values do, at any time', () => {
  fc.assert(
    fc.property(visits, visits, fc.integer({ min: 0, max: 10 * HOUR_MS }), (a, b, laterMs) => {
      const [left, right] = [levelOf(a), levelOf(b)];
      fc.pre(Math.abs(left - right) > 1e-6);
      const at = NOW + laterMs;
      expect(valueOfLevel(left, at, HOUR_MS) > valueOfLevel(right, at, HOUR_MS)).toBe(left > right);
    }),
  );
});
