import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Candidates, SUMS } from './candidates.ts';
import { COLUMN, type Feature } from './features.ts';
import {
  addHops,
  addNeighbours,
  type ContextItem,
  CONTEXT_ITEMS_MAX,
  contextSlots,
  isRead,
} from './neighbour-features.ts';
import { NEIGHBOURS_MAX } from './neighbours.ts';
import { contextOf, listOf, siteOf } from './situation.fixture.ts';

const { items } = siteOf(Array.from({ length: 1_000 }, () => 0));

function candidatesOf(context: readonly ContextItem[]): Candidates {
  const candidates = new Candidates();
  addNeighbours(candidates, context, items);
  return candidates;
}

/** What lists have added up to, before it is brought to a feature's scale. */
function values(candidates: Candidates, feature: Feature, ...slots: number[]): number[] {
  return slots.map((slot) => {
    const place = candidates.find(slot);
    if (feature === 'hop') return candidates.hop[place]!;
    return candidates.sums[place * SUMS + COLUMN[feature]]!;
  });
}

function value(candidates: Candidates, feature: Feature, slot: number): number {
  return values(candidates, feature, slot)[0]!;
}

test('the context is the session’s last five distinct items, newest first', () => {
  expect(contextSlots([1, 2, 3, 4, 5, 6, 2, 6, 6])).toEqual([6, 2, 5, 4, 3]);
  expect(contextSlots([-1, 4, -1])).toEqual([-1, 4]);
  expect(contextSlots([])).toEqual([]);
});

test('a neighbour of the one visited item has its share of that item’s co-visits', () => {
  const candidates = candidatesOf(contextOf(listOf({ 7: 3, 8: 1 })));
  expect(candidates.size).toBe(2);
  expect(values(candidates, 'covisit', 7, 8)).toEqual([0.75, 0.25]);
});

test('each step back counts half: 2/3 and 1/3 for two items', () => {
  const candidates = candidatesOf(contextOf(listOf({ 7: 1, 8: 1 }), listOf({ 7: 1 })));
  const [seven, eight] = values(candidates, 'covisit', 7, 8);
  expect(seven).toBeCloseTo((2 / 3) * 0.5 + (1 / 3) * 1, 12);
  expect(eight).toBeCloseTo((2 / 3) * 0.5, 12);
  // The newest item by itself.
  expect(values(candidates, 'covisitNewest', 7, 8)).toEqual([0.5, 0.5]);
});

test('an item without a list keeps its place in the weighting', () => {
  const candidates = candidatesOf(contextOf(undefined, listOf({ 7: 1 })));
  expect(value(candidates, 'covisit', 7)).toBeCloseTo(1 / 3, 12);
  expect(value(candidates, 'covisitNewest', 7)).toBe(0);
});

test('pruned neighbours count in the total', () => {
  const candidates = candidatesOf(contextOf(listOf({ 7: 1 }, { lifetimeTotal: 10 })));
  expect(value(candidates, 'covisit', 7)).toBeCloseTo(0.1, 12);
});

test('recent co-visits, and those that came after, have shares of their own', () => {
  const list = listOf(
    { 7: 1, 8: 1 },
    { recent: [0, 4], recentTotal: 8, after: [3, 0], afterTotal: 4 },
  );
  const candidates = candidatesOf(contextOf(list));
  expect(values(candidates, 'covisitRecent', 7, 8)).toEqual([0, 0.5]);
  expect(values(candidates, 'sequence', 7, 8)).toEqual([0.75, 0]);
});

test('a co-visit of a famous item says less: its weight over the root of one more than its visits', () => {
  const { items: known } = siteOf([0, 0], [3, 0]);
  const candidates = new Candidates();
  const context = [
    { slot: 1, list: listOf({ 7: 5 }) },
    { slot: 0, list: listOf({ 7: 5 }) },
  ];
  addNeighbours(candidates, context, known);
  // The neighbour's own fame comes in with its row.
  expect(value(candidates, 'cosine', 7)).toBeCloseTo(5 + (0.8 * 5) / 2, 6);
});

test('a list whose totals are 0 gives 0, not NaN', () => {
  const empty = { lifetimeTotal: 0, recentTotal: 0, afterTotal: 0 };
  const candidates = candidatesOf(contextOf(listOf({ 7: 1 }, empty)));
  addHops(candidates, [{ slot: 7, chance: 1, list: listOf({ 8: 1 }, empty) }]);
  expect(values(candidates, 'covisit', 7)).toEqual([0]);
  expect(values(candidates, 'sequence', 7)).toEqual([0]);
  expect(candidates.find(8)).toBe(-1);
});

test('only the last five items of the session bring neighbours', () => {
  const lists = Array.from({ length: 7 }, (_, d) => listOf({ [100 + d]: 1 }));
  expect(candidatesOf(contextOf(...lists)).size).toBe(CONTEXT_ITEMS_MAX);
});

test('of a long list the strongest count, and those behind that were met much of late', () => {
  const weights = Object.fromEntries(Array.from({ length: 100 }, (_, slot) => [slot, 200 - slot]));
  const recent = Array.from({ length: 100 }, (_, slot) =>
    slot === 99 ? 2 : slot === 98 ? 1.9 : 0,
  );
  const list = listOf(weights, { recent, recentTotal: 100 });
  const candidates = candidatesOf(contextOf(list));
  const slots = [...candidates.slots.subarray(0, candidates.size)];
  expect(slots).toEqual([...Array.from({ length: 40 }, (_, slot) => slot), 99]);
  const second = candidatesOf(contextOf(undefined, list));
  expect(second.size).toBe(21);
  const hopped = new Candidates();
  addHops(hopped, [{ slot: 1, chance: 1, list }]);
  expect(hopped.size).toBe(20);
});

test('a hop hands its own chance on to its neighbours', () => {
  const candidates = new Candidates();
  addHops(candidates, [
    { slot: 1, chance: 0.5, list: listOf({ 7: 1, 8: 3 }) },
    { slot: 2, chance: 0.2, list: listOf({ 8: 1 }) },
    { slot: 3, chance: 0.1, list: undefined },
  ]);
  const [seven, eight] = values(candidates, 'hop', 7, 8);
  expect(seven).toBeCloseTo(0.125, 12);
  expect(eight).toBeCloseTo(0.575, 12);
});

const anyList = fc
  .dictionary(
    fc.integer({ min: 0, max: 400 }).map(String),
    fc.float({ min: Math.fround(0.01), max: 50, noNaN: true }),
    // Without it they would have ten at most, and none too many.
    { maxKeys: 250, size: 'max' },
  )
  .map((weights) => listOf(weights));

test('stays bounded, and its chances add up to at most 1', () => {
  fc.assert(
    fc.property(fc.array(fc.option(anyList, { nil: undefined }), { maxLength: 8 }), (lists) => {
      const candidates = candidatesOf(contextOf(...lists));
      expect(candidates.size).toBeLessThanOrEqual(CONTEXT_ITEMS_MAX * NEIGHBOURS_MAX);
      const slots = [...candidates.slots.subarray(0, candidates.size)];
      const chances = values(candidates, 'covisit', ...slots);
      expect(chances.every((chance) => chance >= 0)).toBe(true);
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeLessThanOrEqual(1 + 1e-9);
    }),
    { numRuns: 50 },
  );
});

test('what is not read makes no difference', () => {
  const recents = fc.array(fc.nat({ max: 30 }), { minLength: 250, maxLength: 250 });
  const lists = fc.array(
    fc.tuple(anyList, recents).map(([list, all]) => {
      const recent = all.slice(0, list.slots.length);
      return { ...list, recent, recentTotal: recent.reduce((sum, one) => sum + one, 0) };
    }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(lists, (whole) => {
      const shortened = whole.map((list) => {
        const places = [...list.slots.keys()].filter((place) =>
          isRead(place, list.recent[place]!, list.recentTotal),
        );
        const pick = (column: ArrayLike<number>) => places.map((place) => column[place]!);
        const columns = { lifetime: pick(list.lifetime), after: pick(list.after) };
        return { ...list, ...columns, slots: pick(list.slots), recent: pick(list.recent) };
      });
      const [all, read] = [whole, shortened].map((of) => {
        const candidates = candidatesOf(contextOf(...of));
        const hops = of.map((list, slot) => ({ slot, chance: 0.1, list }));
        addHops(candidates, hops);
        const { size } = candidates;
        const { slots, sums, hop } = candidates;
        return [slots.slice(0, size), sums.slice(0, size * SUMS), hop.slice(0, size)];
      });
      expect(read).toEqual(all);
    }),
    { numRuns: 50 },
  );
});
