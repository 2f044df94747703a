import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startingPoint } from './starting-point.ts';

const kept = { start: 10, end: 20 };

it.for([
  ['goes on where the group left off', 12, 'earliest', { offset: 12, missed: 0, rewritten: false }],
  ['is at the end when all is read', 20, 'earliest', { offset: 20, missed: 0, rewritten: false }],
  ['says what retention removed', 4, 'latest', { offset: 10, missed: 6, rewritten: false }],
  ['begins a new group early', -1, 'earliest', { offset: 10, missed: 0, rewritten: false }],
  ['begins a new group late', -1, 'latest', { offset: 20, missed: 0, rewritten: false }],
  ['begins anew in a shorter log', 21, 'earliest', { offset: 10, missed: 0, rewritten: true }],
] as const)('%s', ([, committed, begin, expected]) => {
  expect(startingPoint(committed, kept, begin)).toEqual(expected);
});

it('lies in the log, whatever was committed', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1 }), fc.nat(), fc.nat(), (committed, start, records) => {
      const end = start + records;
      const { offset } = startingPoint(committed, { start, end }, 'earliest');
      expect(offset).toBeGreaterThanOrEqual(start);
      expect(offset).toBeLessThanOrEqual(end);
    }),
  );
});
