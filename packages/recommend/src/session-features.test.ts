import { expect, test } from 'vitest';
import { Candidates, OWN_MAX } from './candidates.ts';
import { addHistory, addSession } from './session-features.ts';
import { rowOf, siteOf } from './situation.fixture.ts';

const { items } = siteOf(Array.from({ length: 300 }, () => 0));

function columnsOf(session: readonly number[], slot: number) {
  const candidates = new Candidates();
  addSession(candidates, session);
  const { inSession, isPrevious, nearness, count } = rowOf(candidates, slot, items);
  return { inSession, isPrevious, nearness, count };
}

test('tells where in the session an item was, and how often', () => {
  const session = [5, 6, 5, 7, 7];
  const columns = { inSession: 1, isPrevious: 0 };
  expect(columnsOf(session, 7)).toEqual({ ...columns, nearness: 1, count: 0.4 });
  expect(columnsOf(session, 5)).toEqual({ ...columns, nearness: 1 / 2, count: 0.4 });
  expect(columnsOf(session, 6)).toEqual({ ...columns, nearness: 1 / 3, count: 0.2 });
  expect(columnsOf([5, 6], 5)).toMatchObject({ isPrevious: 1, nearness: 1 / 2 });
});

test('the newest knows how often this session repeats', () => {
  const candidates = new Candidates();
  // Of four steps one repeats (7 7); before any, 0.3 are assumed.
  addSession(candidates, [5, 6, 5, 7, 7]);
  expect(rowOf(candidates, 7, items).repeatRate).toBeCloseTo(1.3 / 5, 12);
  expect(rowOf(candidates, 5, items).repeatRate).toBe(0);
});

test('items without a slot are no candidates', () => {
  const candidates = new Candidates();
  addSession(candidates, [-1, 5, -1]);
  expect(candidates.size).toBe(1);
  expect(rowOf(candidates, 5, items).repeatRate).toBe(0);
});

test('an empty session adds nothing', () => {
  const candidates = new Candidates();
  addSession(candidates, []);
  expect(candidates.size).toBe(0);
});

test('past the bound of own items, more of them are candidates like any other', () => {
  const candidates = new Candidates();
  addHistory(
    candidates,
    Array.from({ length: OWN_MAX + 1 }, (_, slot) => slot),
  );
  expect(rowOf(candidates, OWN_MAX - 1, items).history).toBe(1);
  expect(rowOf(candidates, OWN_MAX, items).history).toBe(0);
});
