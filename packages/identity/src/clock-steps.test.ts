import fc from 'fast-check';
import { expect, it } from 'vitest';
import { People } from './people.fixture.ts';

const key = (userId: string) => `s/u/${userId}`;
const HOUR_MS = 3_600_000;
const user = fc.constantFrom('a', 'b', 'c', 'd');
/** When ingest received it: its clock may have been set back, or two have different ones. */
const receivedAt = fc.constantFrom(5, 6, 7, HOUR_MS, 400 * 24 * HOUR_MS);
const view = fc.record({ userId: user, receivedAt });
const alias = fc.record({
  type: fc.constant('alias'),
  userId: user,
  previousId: user,
  receivedAt,
});

it('each event is somebody’s, once, whatever clocks said of what came first', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(view, alias), { maxLength: 20 }), (acts) => {
      const people = new People();
      const told = acts.map((act) => people.tell({ ...act, at: act.receivedAt }));
      const counted = [...people.kept.values()].flatMap(({ state }) => state ?? []);
      expect(counted.toSorted()).toEqual(told.toSorted());
    }),
    { numRuns: 500 },
  );
});

it.for([
  ['the second word came before the first by the clock', [9, 5], 'b'],
  ['both came in one millisecond: by event id', [5, 5], 'c'],
  ['the clock is right', [5, 9], 'c'],
] as const)('who is said to be b, then c, is whoever was received last: %s', ([, at, who]) => {
  const people = new People();
  people.tell({ type: 'alias', previousId: 'a', userId: 'b', receivedAt: at[0], id: 'first' });
  people.tell({ type: 'alias', previousId: 'a', userId: 'c', receivedAt: at[1], id: 'later' });
  people.tell({ userId: 'a', receivedAt: 1, id: 'view' });
  expect(people.of(key('a')).redirect?.userId).toBe(who);
  expect(people.of(key(who)).state).toContain('view');
});

it('what was received before an erasure by the clock is forgotten, also what is tied after it', () => {
  const people = new People();
  people.tell({ userId: 'a', receivedAt: 10 });
  people.tell({ type: 'alias', previousId: 'a', userId: 'b', receivedAt: 11 });
  people.tell({ type: 'erase', userId: 'b', receivedAt: 50 });
  // The clock is set back by forty milliseconds.
  people.tell({ type: 'alias', previousId: 'a', userId: 'b', receivedAt: 12 });
  people.tell({ userId: 'a', receivedAt: 13, id: 'late' });
  const counted = [...people.kept.values()].flatMap(({ state }) => state ?? []);
  expect(counted).toEqual([]);
  people.tell({ userId: 'a', receivedAt: 51, id: 'anew' });
  expect(people.of(key('a')).state).toEqual(['anew']);
});
