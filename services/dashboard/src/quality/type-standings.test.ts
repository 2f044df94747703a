import { expect, it } from 'vitest';
import { viewAct } from './act.fixture.ts';
import { SeenTypes } from './seen-types.ts';
import { typeStandings } from './type-standings.ts';

const NOW = 1e12;
const HOUR_MS = 3_600_000;

it('names what is planned and does not come, and what comes and is not planned', () => {
  const seen = new SeenTypes();
  for (const type of ['view', 'quiz']) {
    for (const hours of [9, 8, 7]) {
      seen.see({ ...viewAct, type, receivedAt: NOW - hours * HOUR_MS });
    }
  }
  const plan = { types: { view: {}, signup: {} } };
  const asked = { seen: seen.types, counts: new Map([['view', 3]]), now: NOW };
  const standings = typeStandings({ plan, ...asked });
  expect(standings.map(({ type, standing }) => [type, standing])).toEqual([
    ['signup', 'never'],
    ['view', 'late'],
    ['quiz', 'unplanned'],
  ]);
  expect(standings[1]).toMatchObject({ count: 3, longestGapMs: HOUR_MS, isPlanned: true });
  const without = typeStandings({ plan: undefined, ...asked });
  expect(without.map(({ type, isPlanned }) => [type, isPlanned])).toEqual([
    ['quiz', false],
    ['view', false],
  ]);
});
