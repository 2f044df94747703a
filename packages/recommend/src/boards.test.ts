import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RankedBoard, shareOfLevel, totalOfLevels } from './boards.ts';
import { addToLevel, EMPTY_LEVEL, valueOfLevel } from './decay.ts';

const HOUR_MS = 3_600_000;

test('ranks slots by level, never-counted ones last', () => {
  const levels = [3, EMPTY_LEVEL, 7, 5];
  const board = new RankedBoard(levels, [0, 1, 2, 3]);
  expect([0, 1, 2, 3, 4].map((rank) => board.slotAt(rank))).toEqual([2, 3, 0, 1, -1]);
});

test('holds only the slots it was made of, as in the board of a category', () => {
  const board = new RankedBoard([3, 1, 7, 5], [1, 3]);
  expect(board.size).toBe(2);
  expect([board.slotAt(0), board.slotAt(1), board.slotAt(2)]).toEqual([3, 1, -1]);
});

test('stays as it was made when levels move on', () => {
  const levels = new Float64Array([2, 1]);
  const board = new RankedBoard(levels, [0, 1]);
  levels[1] = 9;
  expect([board.slotAt(0), board.slotAt(1)]).toEqual([0, 1]);
});

test('renewed, it is what it would be made anew, with more items or with fewer', () => {
  const level = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(EMPTY_LEVEL));
  const times = fc.array(fc.array(level, { maxLength: 50 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(times, (all) => {
      const renewed = new RankedBoard([], []);
      for (const levels of all) {
        const slots = [...levels.keys()].filter((slot) => slot % 7 !== 3);
        renewed.renew(levels, slots);
        expect(shown(renewed)).toEqual(shown(new RankedBoard(levels, slots)));
      }
    }),
  );
});

function shown(board: RankedBoard) {
  const order = Array.from({ length: board.size + 1 }, (_, rank) => board.slotAt(rank));
  return { size: board.size, totalLevel: board.totalLevel, order };
}

test('answers the same rank twice alike, in whatever order ranks are asked for', () => {
  const board = new RankedBoard([1, 3, 2], [0, 1, 2]);
  expect([board.slotAt(2), board.slotAt(0), board.slotAt(2)]).toEqual([0, 1, 0]);
});

test('an empty board has no total, and shares of it are 0', () => {
  const board = new RankedBoard([], []);
  expect(board.totalLevel).toBe(EMPTY_LEVEL);
  expect(shareOfLevel(5, board.totalLevel)).toBe(0);
});

test('three visits of equal age share the total by thirds', () => {
  const level = addToLevel(EMPTY_LEVEL, 1, 5 * HOUR_MS, HOUR_MS);
  const total = totalOfLevels([level, level, level]);
  expect(shareOfLevel(level, total)).toBeCloseTo(1 / 3, 12);
  expect(shareOfLevel(EMPTY_LEVEL, total)).toBe(0);
});

test('the total is worth the sum of what it adds up, at any time', () => {
  const events = fc.record({
    at: fc.integer({ min: 0, max: 500 }),
    weight: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(events, { minLength: 1, maxLength: 30 }), (visits) => {
      const levels = visits.map(({ at, weight }) => addToLevel(EMPTY_LEVEL, weight, at, 100));
      const sum = levels.reduce((all, level) => all + valueOfLevel(level, 500, 100), 0);
      expect(valueOfLevel(totalOfLevels(levels), 500, 100)).toBeCloseTo(sum, 9);
    }),
  );
});

test('shares of a total add up to 1', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -40, max: 40, noNaN: true }), { minLength: 1, maxLength: 50 }),
      (levels) => {
        const total = totalOfLevels(levels);
        const sum = levels.reduce((all, level) => all + shareOfLevel(level, total), 0);
        expect(sum).toBeCloseTo(1, 9);
      },
    ),
  );
});
