import { expect, test } from 'vitest';
import { parseLetterArguments } from './arguments.ts';

const words = (line: string): string[] => line.split(' ');
const local = { url: 'http://127.0.0.1:8080', json: false };

test.for([
  { line: 'list', is: { action: 'list', ...local, filters: {}, n: 20 } },
  {
    line: 'list --group profiles --code X --topic t --from 2026-11-20 --to 1700000000000 -n 5 --json',
    is: {
      action: 'list',
      url: local.url,
      json: true,
      filters: {
        topic: 't',
        group: 'profiles',
        code: 'X',
        from: '2026-11-20',
        to: '1700000000000',
      },
      n: 5,
    },
  },
  {
    line: 'list --status any --url http://a:1',
    is: { action: 'list', url: 'http://a:1', json: false, filters: { status: 'any' }, n: 20 },
  },
  { line: 'show 17', is: { action: 'show', ...local, offset: 17 } },
  {
    line: 'redrive --offset 3 --offset 5',
    is: { action: 'redrive', ...local, filters: { offset: ['3', '5'] }, n: Infinity },
  },
  { line: 'purge --all -n 7', is: { action: 'purge', ...local, filters: { all: true }, n: 7 } },
])('"$line" is read', ({ line, is }) => {
  expect(parseLetterArguments(words(line))).toEqual(is);
});

test('help is no command', () => {
  expect(parseLetterArguments(['--help'])).toBeUndefined();
});

test.for([
  { line: '', says: /say one of list, show, redrive, purge, got ""/ },
  { line: 'drop', says: /got "drop"/ },
  { line: 'list 3', says: /list takes no "3"/ },
  { line: 'list --all', says: /--status/ },
  { line: 'show', says: /one OFFSET, got 0/ },
  { line: 'show 1 2', says: /one OFFSET, got 2/ },
  { line: 'show -1', says: /Unknown option|-1/ },
  { line: 'show 1.5', says: /OFFSET must be a whole number/ },
  { line: 'show 1 --group g', says: /show takes no --group/ },
  { line: 'redrive', says: /redrive takes a filter, or --all/ },
  { line: 'purge -n 5', says: /purge takes a filter, or --all/ },
  { line: 'purge --all --status open', says: /purge takes no --status/ },
  { line: 'redrive --offset x', says: /--offset must be a whole number/ },
  { line: 'list -n 0', says: /-n must be a whole number of at least 1, got "0"/ },
  { line: 'list --from yesterday', says: /--from must be a time such as .* got "yesterday"/ },
  { line: 'list --url nowhere', says: /--url must be a URL, got "nowhere"/ },
  { line: 'list --grup profiles', says: /--grup/ },
])('"$line" is refused with the usage', ({ line, says }) => {
  const parsing = () => parseLetterArguments(words(line).filter(Boolean));
  expect(parsing).toThrow(says);
  expect(parsing).toThrow(/Usage: freshet dead-letters/);
});
