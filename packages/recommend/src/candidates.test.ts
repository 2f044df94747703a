import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  Candidates,
  CANDIDATES_MAX,
  CONTEXT_ITEMS_MAX,
  type NeighbourSlots,
} from './candidates.ts';
import { NEIGHBOURS_MAX } from './neighbours.ts';

function list(
  weights: Readonly<Record<number, number>>,
  totals: { lifetimeTotal?: number; recentTotal?: number } = {},
): NeighbourSlots {
  const slots = Int32Array.from(Object.keys(weights), Number);
  const values = Object.values(weights);
  const total = values.reduce((sum, weight) => sum + weight, 0);
  return {
    slots,
    lifetime: values,
    recent: values,
    lifetimeTotal: total,
    recentTotal: total,
    ...totals,
  };
}

function candidatesOf(lists: readonly (NeighbourSlots | undefined)[]): Candidates {
  const candidates = new Candidates();
  candidates.addNeighbours(lists);
  return candidates;
}

function covisit(candidates: Candidates, slot: number): number {
  return candidates.covisit[candidates.place(slot)]!;
}

test('a neighbour of the one visited item has its share of that item’s co-visits', () => {
  const candidates = candidatesOf([list({ 7: 3, 8: 1 })]);
  expect(candidates.size).toBe(2);
  expect(covisit(candidates, 7)).toBe(0.75);
  expect(covisit(candidates, 8)).toBe(0.25);
});

test('each step back counts half: 2/3 and 1/3 for two items', () => {
  const candidates = candidatesOf([list({ 7: 1, 8: 1 }), list({ 7: 1 })]);
  expect(covisit(candidates, 7)).toBeCloseTo((2 / 3) * 0.5 + (1 / 3) * 1, 12);
  expect(covisit(candidates, 8)).toBeCloseTo((2 / 3) * 0.5, 12);
});

test('an item without a list keeps its place in the weighting', () => {
  expect(covisit(candidatesOf([undefined, list({ 7: 1 })]), 7)).toBeCloseTo(1 / 3, 12);
});

test('pruned neighbours count in the total', () => {
  expect(covisit(candidatesOf([list({ 7: 1 }, { lifetimeTotal: 10 })]), 7)).toBeCloseTo(0.1, 12);
});

test('recent co-visits have their own shares', () => {
  const both = { ...list({ 7: 1, 8: 1 }), recent: [0, 4], recentTotal: 8 };
  const candidates = candidatesOf([both]);
  expect(candidates.covisitRecent[candidates.place(7)]).toBe(0);
  expect(candidates.covisitRecent[candidates.place(8)]).toBe(0.5);
});

test('a list whose total is 0 gives 0, not NaN', () => {
  expect(covisit(candidatesOf([list({ 7: 1 }, { lifetimeTotal: 0 })]), 7)).toBe(0);
});

test('only the last five items of the session bring neighbours', () => {
  const lists = Array.from({ length: 7 }, (_, d) => list({ [100 + d]: 1 }));
  expect(candidatesOf(lists).size).toBe(CONTEXT_ITEMS_MAX);
});

test('forgets everything when cleared, slots that come back included', () => {
  const candidates = candidatesOf([list({ 7: 1 })]);
  candidates.clear();
  expect(candidates.size).toBe(0);
  expect(candidates.has(7)).toBe(false);
  expect(covisit(candidates, 7)).toBe(0);
});

test('tells slots apart that fall into one bucket', () => {
  const candidates = new Candidates();
  const slots = Array.from({ length: 1_000 }, (_, i) => i * 4_096);
  const places = slots.map((slot) => candidates.place(slot));
  expect(slots.map((slot) => candidates.place(slot))).toEqual(places);
  expect(candidates.size).toBe(1_000);
  expect(candidates.has(1)).toBe(false);
});

test('takes no more than its bound', () => {
  const candidates = candidatesOf([]);
  for (let slot = 0; slot < CANDIDATES_MAX; slot++) candidates.place(slot);
  expect(candidates.place(CANDIDATES_MAX)).toBe(-1);
  expect(candidates.size).toBe(CANDIDATES_MAX);
});

const anyList = fc
  .dictionary(
    fc.integer({ min: 0, max: 400 }).map(String),
    fc.float({ min: Math.fround(0.01), max: 50, noNaN: true }),
    {
      maxKeys: 250,
    },
  )
  .map((weights) => list(weights));

test('stays bounded, and its chances add up to at most 1', () => {
  fc.assert(
    fc.property(fc.array(fc.option(anyList, { nil: undefined }), { maxLength: 8 }), (lists) => {
      const candidates = candidatesOf(lists);
      expect(candidates.size).toBeLessThanOrEqual(CONTEXT_ITEMS_MAX * NEIGHBOURS_MAX);
      const chances = candidates.covisit.subarray(0, candidates.size);
      expect(chances.every((chance) => chance >= 0)).toBe(true);
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeLessThanOrEqual(1 + 1e-9);
    }),
    { numRuns: 50 },
  );
});
