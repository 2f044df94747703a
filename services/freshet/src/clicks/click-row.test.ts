import { expect, test } from 'vitest';
import { parseClickRow } from './click-row.ts';
import { locateColumns } from './columns.ts';

const users = locateColumns(['timestamp_ms', 'user_id', 'session_id', 'item_id']);
const sessions = locateColumns(['SessionId', 'ItemId', 'Time']);

test('a row has user, session, item and time', () => {
  expect(parseClickRow(['1506826800026', '59', '77', '234853'], 4, users)).toEqual({
    row: 4,
    userId: '59',
    sessionId: '77',
    itemId: '234853',
    at: 1506826800026,
  });
});

test('seconds become milliseconds, and what is not there is undefined', () => {
  expect(parseClickRow(['1', '214536502', '1396860669.277'], 0, sessions)).toEqual({
    row: 0,
    userId: undefined,
    sessionId: '1',
    itemId: '214536502',
    at: 1396860669277,
  });
  expect(parseClickRow(['1', '7', '', 'i'], 0, users)).toMatchObject({ sessionId: undefined });
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
  expect(parseClickRow(fields, 9, users)).toEqual({ row: 9, fault });
});
