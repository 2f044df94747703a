import { expect, test } from 'vitest';
import { parseReplayArguments } from './arguments.ts';

test('a file is enough', () => {
  expect(parseReplayArguments(['clicks.csv'])).toEqual({
    file: 'clicks.csv',
    url: 'http://127.0.0.1:8080',
    type: 'click',
    rate: Infinity,
    from: undefined,
    limit: Infinity,
    columns: undefined,
  });
});

test('options are read', () => {
  const args = '--rate 500 f --from 0 --limit 10 --type view --url http://a:1'.split(' ');
  expect(parseReplayArguments(args)).toMatchObject({
    file: 'f',
    url: 'http://a:1',
    type: 'view',
    rate: 500,
    from: 0,
    limit: 10,
  });
});

test('help is no replay', () => {
  expect(parseReplayArguments(['--help'])).toBeUndefined();
});

test.for([
  { args: [], says: /one FILE, got 0/ },
  { args: ['a', 'b'], says: /one FILE, got 2/ },
  { args: ['a', '--rate', '0'], says: /--rate must be a whole number of at least 1, got "0"/ },
  { args: ['a', '--rate', 'fast'], says: /--rate/ },
  { args: ['a', '--limit', '1.5'], says: /--limit/ },
  { args: ['a', '--from', '-1'], says: /--from/ },
  { args: ['a', '--url', 'nowhere'], says: /--url must be a URL, got "nowhere"/ },
  { args: ['a', '--speed', '1'], says: /--speed/ },
])('$args is refused with the usage', ({ args, says }) => {
  const parsing = () => parseReplayArguments(args);
  expect(parsing).toThrow(says);
  expect(parsing).toThrow(/Usage: freshet replay FILE/);
});
