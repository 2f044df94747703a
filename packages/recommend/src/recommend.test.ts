import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SiteView } from './gather.ts';
import { coVisitsOf } from './reasons.ts';
import { type Query, recommend, REFILL_SCAN_MAX, Workspace } from './recommend.ts';
import { contextOf, listOf, nowhere, siteOf } from './situation.fixture.ts';
import { START_RANKER } from './weights.ts';

/** A list of equal neighbours. */
const neighbours = (...slots: number[]) =>
  listOf(Object.fromEntries(slots.map((slot) => [slot, 1])));

function ask(site: SiteView, query: Partial<Query>, workspace = new Workspace()) {
  const everything = {
    ...nowhere,
    ranker: START_RANKER,
    n: 20,
    boardTop: 20,
    admits: () => true,
  };
  return recommend(site, { ...everything, ...query }, workspace);
}

const slotsOf = (ranked: readonly { slot: number }[]) => ranked.map(({ slot }) => slot);

test('neighbours of the session go before what is popular', () => {
  const answer = ask(siteOf([9, 8, 1, 0]), { context: contextOf(neighbours(3)), n: 2 });
  expect(answer.map(({ slot, source }) => [slot, source])).toEqual([
    [3, 'co-visitation'],
    [0, 'trending'],
  ]);
});

test('without anything known the popular items come, the most popular first', () => {
  const answer = ask(siteOf([1, 5, 3]), {});
  expect(slotsOf(answer)).toEqual([1, 2, 0]);
  expect(answer.every(({ source }) => source === 'trending')).toBe(true);
});

test('what the visitor has been with competes, and says why it is there', () => {
  const answer = ask(siteOf([9, 8, 7, 6]), { session: [2, 3], history: [1], boardTop: 1 });
  expect(answer.map(({ slot, source }) => [slot, source])).toEqual([
    [2, 'history'],
    [3, 'history'],
    [1, 'history'],
    [0, 'trending'],
  ]);
});

test('neighbours of neighbours are candidates', () => {
  const hops = [{ slot: 1, chance: 0.5, list: neighbours(2) }];
  const [first] = ask(siteOf([0, 0, 0]), { context: contextOf(neighbours(1)), hops, boardTop: 0 });
  expect(first).toMatchObject({ slot: 1, source: 'co-visitation' });
  const [, second] = ask(siteOf([0, 0, 0]), { context: contextOf(neighbours(1)), hops });
  expect(second).toMatchObject({ slot: 2, source: 'co-visitation' });
});

test('what does not compete is neither ranked, asked for, nor what a list is filled from', () => {
  const context = contextOf(neighbours(3, 4, 5, 6));
  const asked: number[] = [];
  const answer = ask(siteOf([9, 8, 7, 1, 1, 1, 1]), {
    context,
    n: 4,
    boardTop: 0,
    lift: (slot) => ([0, 3, 5].includes(slot) ? Number.NEGATIVE_INFINITY : 0),
    admits(slot) {
      asked.push(slot);
      return true;
    },
  });
  expect(slotsOf(answer)).toEqual([4, 6, 1, 2]);
  expect(asked).toEqual([4, 6, 1, 2]);
});

test('fills a short list from below the tops of the boards', () => {
  const levels = Array.from({ length: 100 }, (_, slot) => 100 - slot);
  const answer = ask(siteOf(levels), { n: 10, boardTop: 5, admits: (slot) => slot % 10 === 0 });
  expect(slotsOf(answer)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
});

test('stops filling at the scan bound', () => {
  const levels = Array.from({ length: REFILL_SCAN_MAX + 2 }, (_, slot) => -slot);
  const asked: number[] = [];
  const answer = ask(siteOf(levels), {
    admits(slot) {
      asked.push(slot);
      return slot >= REFILL_SCAN_MAX;
    },
  });
  expect(answer).toEqual([]);
  expect(Math.max(...asked)).toBe(REFILL_SCAN_MAX - 1);
});

test('ties keep the order in which items were found', () => {
  const answer = ask(siteOf([4, 4, 4, 4]), { context: contextOf(neighbours(1, 2)) });
  expect(slotsOf(answer)).toEqual([1, 2, 0, 3]);
});

test('names the co-visits that brought an item in', () => {
  const context = contextOf(neighbours(1, 2), undefined, neighbours(2));
  expect(coVisitsOf(2, context)).toEqual([
    { from: 0, share: 0.5 },
    { from: 2, share: 1 },
  ]);
  expect(coVisitsOf(3, context)).toEqual([]);
});

const scene = fc.record({
  levels: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 30, maxLength: 120 }),
  lists: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 29 }), { maxLength: 20 }), {
    maxLength: 6,
  }),
  n: fc.integer({ min: 1, max: 150 }),
  boardTop: fc.integer({ min: 0, max: 30 }),
  refused: fc.uniqueArray(fc.integer({ min: 0, max: 119 })),
  seen: fc.array(fc.integer({ min: 0, max: 29 }), { maxLength: 20 }),
});

test('fills up to n while items exist, without repeats, sorted, finite, and the same each time', () => {
  const used = new Workspace();
  fc.assert(
    fc.property(scene, ({ levels, lists, n, boardTop, refused, seen }) => {
      const site = siteOf(levels);
      const query = {
        session: seen,
        context: contextOf(...lists.map((slots) => neighbours(...slots))),
        n,
        boardTop,
        admits: (slot: number) => !refused.includes(slot),
      };
      const answer = ask(site, query, used);
      const possible = levels.filter((_, i) => !refused.includes(i));
      expect(answer).toHaveLength(Math.min(n, possible.length));
      expect(new Set(slotsOf(answer)).size).toBe(answer.length);
      const scores = answer.map(({ score }) => score);
      expect(scores.every(Number.isFinite)).toBe(true);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      // A workspace that served others before gives what a new one gives.
      expect(ask(siteOf(levels), query)).toEqual(answer);
    }),
  );
});

test('what is added to a score moves its item, also in what fills a list', () => {
  const site = siteOf([9, 8, 7, 6, 5, 4]);
  const context = contextOf(neighbours(4, 5));
  const plain = ask(site, { context, boardTop: 0, n: 4 });
  expect(slotsOf(plain)).toEqual([5, 4, 0, 1]);
  const lowest = plain.at(-1)!.score;
  const lift = (slot: number) => (slot === 4 ? Math.log(2) : slot === 1 ? 2 : 0);
  const moved = ask(site, { context, boardTop: 0, n: 4, lift });
  expect(slotsOf(moved)).toEqual([4, 5, 1, 0]);
  expect(moved.find(({ slot }) => slot === 1)!.score).toBeCloseTo(lowest + 2, 12);
});
