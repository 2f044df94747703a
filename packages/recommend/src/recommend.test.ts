import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBoard } from './boards.ts';
import type { NeighbourSlots } from './candidates.ts';
import { COUNTERS } from './deployment.ts';
import { ItemScores } from './item-scores.ts';
import { START_WEIGHTS } from './rank.ts';
import { coVisitsOf } from './reasons.ts';
import { type Query, recommend, REFILL_SCAN_MAX, type SiteView, Workspace } from './recommend.ts';

const NOW = 1_767_225_600_000;

/** A site whose item in slot i has level `levels[i]` in every counter. */
function siteOf(levels: readonly number[]): SiteView {
  const columns = { levels: COUNTERS.map(() => levels), lastSeen: levels.map(() => NOW) };
  const board = createBoard(
    levels,
    levels.map((_, slot) => slot),
  );
  const scale = { now: NOW, longTotal: board.totalLevel, shortTotal: board.totalLevel };
  const scores = new ItemScores(columns, scale, levels.length, START_WEIGHTS);
  return { long: board, short: board, scores };
}

function neighbours(...slots: number[]): NeighbourSlots {
  const weights = slots.map(() => 1);
  const total = slots.length;
  return {
    slots: Int32Array.from(slots),
    lifetime: weights,
    recent: weights,
    lifetimeTotal: total,
    recentTotal: total,
  };
}

function ask(site: SiteView, query: Partial<Query>, workspace = new Workspace()) {
  const everything = {
    lists: [],
    n: 20,
    boardTop: 20,
    isSeen: () => false,
    admits: () => true,
  };
  return recommend(site, { ...everything, ...query }, workspace);
}

const slotsOf = (ranked: readonly { slot: number }[]) => ranked.map(({ slot }) => slot);

test('neighbours of the session go before what is popular', () => {
  const answer = ask(siteOf([9, 8, 1, 0]), { lists: [neighbours(3)], n: 2 });
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

test('what the session has seen comes back through neighbours only', () => {
  const seen = { isSeen: (slot: number) => slot === 0 || slot === 1 };
  expect(slotsOf(ask(siteOf([9, 8, 7]), seen))).toEqual([2]);
  expect(slotsOf(ask(siteOf([9, 8, 7]), { ...seen, lists: [neighbours(1)] }))).toEqual([1, 2]);
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
  const answer = ask(siteOf([4, 4, 4, 4]), { lists: [neighbours(2, 1)] });
  expect(slotsOf(answer)).toEqual([2, 1, 0, 3]);
});

test('names the co-visits that brought an item in', () => {
  const lists = [neighbours(1, 2), undefined, neighbours(2)];
  expect(coVisitsOf(2, lists)).toEqual([
    { from: 0, share: 0.5 },
    { from: 2, share: 1 },
  ]);
  expect(coVisitsOf(3, lists)).toEqual([]);
});

const scene = fc.record({
  levels: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 30, maxLength: 120 }),
  lists: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 29 }), { maxLength: 20 }), {
    maxLength: 6,
  }),
  n: fc.integer({ min: 1, max: 150 }),
  boardTop: fc.integer({ min: 0, max: 30 }),
  refused: fc.uniqueArray(fc.integer({ min: 0, max: 119 })),
  seen: fc.uniqueArray(fc.integer({ min: 0, max: 119 }), { maxLength: 20 }),
});

test('fills up to n while items exist, without repeats, sorted, finite, and the same each time', () => {
  const used = new Workspace();
  fc.assert(
    fc.property(scene, ({ levels, lists, n, boardTop, refused, seen }) => {
      const site = siteOf(levels);
      const query = {
        lists: lists.map((slots) => neighbours(...slots)),
        n,
        boardTop,
        isSeen: (slot: number) => seen.includes(slot),
        admits: (slot: number) => !refused.includes(slot),
      };
      const answer = ask(site, query, used);
      const near = new Set(lists.slice(0, 5).flat());
      const possible = levels.filter(
        (_, i) => !refused.includes(i) && (near.has(i) || !seen.includes(i)),
      );
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
