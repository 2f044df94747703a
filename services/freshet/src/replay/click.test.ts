import { expect, test } from 'vitest';
import type { ClickRow } from '../clicks/click-row.ts';
import { clickOf } from './click.ts';

const row: ClickRow = {
  row: 4,
  userId: '59',
  sessionId: '77',
  itemId: '234853',
  at: 1506826800026,
};
const read = (click: ClickRow, type = 'click') => {
  const { json, ...rest } = clickOf(click, type);
  return { ...rest, json: JSON.parse(json) as unknown };
};

test('a row with a user is an event of the user, in the session', () => {
  expect(read(row)).toEqual({
    row: 4,
    profile: 'u/59',
    json: {
      type: 'click',
      userId: '59',
      sessionId: '77',
      itemId: '234853',
      occurredAt: 1506826800026,
      sequence: 4,
    },
  });
});

test('a row without user is an event of a visitor named by the session', () => {
  expect(read({ ...row, userId: undefined }, 'view')).toEqual({
    row: 4,
    profile: 'a/77',
    json: {
      type: 'view',
      anonymousId: '77',
      sessionId: '77',
      itemId: '234853',
      occurredAt: 1506826800026,
      sequence: 4,
    },
  });
});

test('a user and a session of one name are two profiles', () => {
  const user = read({ ...row, userId: '7', sessionId: undefined });
  const session = read({ ...row, userId: undefined, sessionId: '7' });
  expect([user.profile, session.profile]).toEqual(['u/7', 'a/7']);
});
