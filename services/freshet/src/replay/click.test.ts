import { expect, test } from 'vitest';
import { isBroken, parseClick } from './click.ts';
import { locateColumns } from './columns.ts';

const users = locateColumns(['timestamp_ms', 'user_id', 'session_id', 'item_id']);
const sessions = locateColumns(['SessionId', 'ItemId', 'Time']);

const read = (
  ...[fields, row, columns, type = 'click']: [string[], number, typeof users, string?]
) => {
  const click = parseClick(fields, row, columns, type);
  if (isBroken(click)) throw new Error(click.fault);
  return { ...click, json: JSON.parse(click.json) as unknown };
};

test('a row with a user is an event of the user, in the session', () => {
  expect(read(['1506826800026', '59', '77', '234853'], 4, users)).toEqual({
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
  expect(read(['1', '214536502', '1396860669.277'], 0, sessions, 'view')).toEqual({
    row: 0,
    profile: 'a/1',
    json: {
      type: 'view',
      anonymousId: '1',
      sessionId: '1',
      itemId: '214536502',
      occurredAt: 1396860669277,
      sequence: 0,
    },
  });
});

test('a user and a session of one name are two profiles', () => {
  const user = read(['1', '7', '', 'i'], 0, users);
  const session = read(['1', '', '7', 'i'], 1, users);
  expect([user.profile, session.profile]).toEqual(['u/7', 'a/7']);
});

test.for([
  { fields: ['1', '2', '3'], fault: '3 fields where the header has 4' },
  { fields: ['1', '2', '3', '4', '5'], fault: '5 fields where the header has 4' },
  { fields: ['1', '2', '3', ''], fault: 'no item' },
  { fields: ['1', '', '', '4'], fault: 'neither user nor session' },
  { fields: ['', '2', '3', '4'], fault: '"" is no time' },
  { fields: ['soon', '2', '3', '4'], fault: '"soon" is no time' },
  { fields: ['NaN', '2', '3', '4'], fault: '"NaN" is no time' },
  { fields: ['1e300', '2', '3', '4'], fault: '"1e300" is no time' },
])('$fields is broken: $fault', ({ fields, fault }) => {
  expect(parseClick(fields, 9, users, 'click')).toEqual({ row: 9, fault });
});
