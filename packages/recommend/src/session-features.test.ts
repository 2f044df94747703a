import { expect, test } from 'vitest';
import { Candidates } from './candidates.ts';
import type { Feature } from './features.ts';
import { addSession } from './session-features.ts';
import { featureOf } from './situation.fixture.ts';

function columnsOf(session: readonly number[], slot: number) {
  const candidates = new Candidates();
  addSession(candidates, session);
  const names: Feature[] = ['inSession', 'isLast', 'isPrevious', 'nearness', 'count'];
  return Object.fromEntries(names.map((name) => [name, featureOf(candidates, slot, name)]));
}

test('tells where in the session an item was, and how often', () => {
  const session = [5, 6, 5, 7, 7];
  const columns = { inSession: 1, isLast: 0, isPrevious: 0 };
  expect(columnsOf(session, 7)).toEqual({ ...columns, isLast: 1, nearness: 1, count: 0.4 });
  expect(columnsOf(session, 5)).toEqual({ ...columns, nearness: 1 / 2, count: 0.4 });
  expect(columnsOf(session, 6)).toEqual({ ...columns, nearness: 1 / 3, count: 0.2 });
  expect(columnsOf([5, 6], 5)).toMatchObject({ isPrevious: 1, nearness: 1 / 2 });
});

test('the newest knows how often this session repeats, the others how often it goes back', () => {
  const candidates = new Candidates();
  // Of four steps one repeats (7 7) and one goes back (5); before any, 0.3 and 0.2 are assumed.
  addSession(candidates, [5, 6, 5, 7, 7]);
  expect(featureOf(candidates, 7, 'repeatRate')).toBeCloseTo(1.3 / 5, 12);
  expect(featureOf(candidates, 5, 'revisitRate')).toBeCloseTo(1.2 / 5, 12);
  expect(featureOf(candidates, 7, 'revisitRate')).toBe(0);
  expect(featureOf(candidates, 5, 'repeatRate')).toBe(0);
});

test('items without a slot are no candidates', () => {
  const candidates = new Candidates();
  addSession(candidates, [-1, 5, -1]);
  expect(candidates.size).toBe(1);
  expect(featureOf(candidates, 5, 'isLast')).toBe(0);
});

test('an empty session adds nothing', () => {
  const candidates = new Candidates();
  addSession(candidates, []);
  expect(candidates.size).toBe(0);
});
