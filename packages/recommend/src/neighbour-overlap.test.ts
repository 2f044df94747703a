import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NeighbourOverlap } from './neighbour-overlap.ts';

function list(weights: Readonly<Record<number, number>>, lifetimeTotal = 10) {
  const slots = Object.keys(weights).map(Number);
  const lifetime = Object.values(weights);
  const totals = { lifetimeTotal, recentTotal: 1, afterTotal: 1, landmark: 0 };
  return { slots, lifetime, recent: lifetime, after: lifetime, ...totals };
}

function overlapOf(...given: Parameters<NeighbourOverlap['read']>): NeighbourOverlap {
  const overlap = new NeighbourOverlap();
  overlap.read(...given);
  return overlap;
}

test('items met in the same lists in the same proportion are alike, others as far as they are', () => {
  // Shares by list: 7 → (0.3, 0.4, 0), 8 → (0.6, 0.8, 0), 9 → (0, 0.4, 0.3), 5 → none.
  const lists = [list({ 7: 3, 8: 6 }), list({ 7: 4, 8: 8, 9: 4 }), undefined, list({ 9: 3 })];
  const overlap = overlapOf([7, 8, 9, 5], lists);
  expect(overlap.similarity(0, 1)).toBeCloseTo(1, 12);
  // (0.4 · 0.4) / (0.5 · 0.5)
  expect(overlap.similarity(0, 2)).toBeCloseTo(0.64, 12);
  expect(overlap.similarity(0, 3)).toBe(0);
  expect([0, 1, 2, 3].map((position) => overlap.isKnown(position))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test('a list counts by its shares, whatever its weights are relative to', () => {
  const overlap = overlapOf([1, 2], [list({ 1: 3, 2: 4 }), list({ 1: 4, 2: 3 })]);
  const scaled = list({ 1: 400, 2: 300 }, 1_000);
  const other = overlapOf([1, 2], [list({ 1: 3, 2: 4 }), scaled]);
  expect(other.similarity(0, 1)).toBeCloseTo(overlap.similarity(0, 1), 12);
  expect(overlap.similarity(0, 1)).toBeCloseTo(0.96, 12);
});

test('nothing is alike without lists, or where they are empty', () => {
  for (const lists of [[], [undefined], [list({}, 0)]]) {
    const overlap = overlapOf([1, 2], lists);
    expect([overlap.similarity(0, 1), overlap.isKnown(0)]).toEqual([0, false]);
  }
});

test('likeness is from 0 to 1, the same both ways, and 1 with itself', () => {
  const weights = fc.dictionary(
    fc.nat(9).map(String),
    fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
  );
  const property = fc.property(fc.array(weights, { maxLength: 15 }), (all) => {
    const slots = Array.from({ length: 10 }, (_, slot) => slot);
    const overlap = overlapOf(
      slots,
      all.map((one) => list(one, 1e6)),
    );
    for (const a of slots) {
      if (overlap.isKnown(a)) expect(overlap.similarity(a, a)).toBeCloseTo(1, 9);
      for (const b of slots) {
        const likeness = overlap.similarity(a, b);
        expect(likeness).toBe(overlap.similarity(b, a));
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
      }
    }
  });
  fc.assert(property);
});

test('what it was used for before is forgotten, also by slots that are higher, lower, more or fewer', () => {
  const used = new NeighbourOverlap();
  const slots = fc.uniqueArray(fc.nat(50), { minLength: 1, maxLength: 30 });
  const weights = fc.dictionary(
    fc.nat(50).map(String),
    fc.double({ min: 0.1, max: 9, noNaN: true }),
  );
  const property = fc.property(slots, fc.array(weights, { maxLength: 9 }), (asked, all) => {
    const lists = all.map((one) => list(one));
    const fresh = overlapOf(asked, lists);
    used.read(asked, lists);
    for (const a of asked.keys()) {
      expect(used.isKnown(a)).toBe(fresh.isKnown(a));
      for (const b of asked.keys()) expect(used.similarity(a, b)).toBe(fresh.similarity(a, b));
    }
  });
  fc.assert(property);
});
