import { expect, test } from 'vitest';
import { locateColumns, parseColumnNames } from './columns.ts';

test('the header of a log with users is recognised', () => {
  expect(locateColumns(['timestamp_ms', 'user_id', 'session_id', 'item_id'])).toEqual({
    time: 0,
    user: 1,
    session: 2,
    item: 3,
    msPerUnit: 1,
    count: 4,
  });
});

test('the header of a log of sessions is recognised in any order', () => {
  expect(locateColumns(['Time', 'SessionId', 'Category', 'ItemId'])).toMatchObject({
    time: 0,
    session: 1,
    item: 3,
    user: -1,
    msPerUnit: 1000,
  });
});

test('other headers are mapped', () => {
  const names = parseColumnNames('item=product,time=at,time-unit=s,user=who');
  expect(names).toEqual({ item: 'product', time: 'at', timeUnit: 's', user: 'who' });
  expect(locateColumns(['at', 'product', 'who'], names)).toMatchObject({ item: 1, session: -1 });
});

test('an unknown header is answered with how to map it', () => {
  expect(() => locateColumns(['a', 'b'])).toThrow(/"a,b" is not a known one.*--columns item=/);
});

test('a mapping that names no column of the file says which', () => {
  const names = parseColumnNames('item=a,time=when,time-unit=ms,user=who');
  expect(() => locateColumns(['a', 'b'], names)).toThrow(/has no column when, who/);
});

test.for([
  '',
  'item=a',
  'item=a,time=b,time-unit=ms',
  'item=a,time=b,user=c',
  'item=a,time=b,time-unit=h,user=c',
  'item=a,time=b,time-unit=s,user=c,price=d',
])('--columns %o is refused', (text) => {
  expect(() => parseColumnNames(text)).toThrow(/--columns needs/);
});
