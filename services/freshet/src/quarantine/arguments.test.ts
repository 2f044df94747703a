import { expect, test } from 'vitest';
import { parseQuarantineArguments } from './arguments.ts';

const words = (line: string): string[] => line.split(' ');
const local = { url: 'http://127.0.0.1:8080', json: false };

test.for([
  { line: 'list', is: { action: 'list', ...local, filters: {}, n: 20 } },
  {
    line: 'list --reason rate --profile default/u/7 --from 2026-11-20 --json -n 3',
    is: {
      action: 'list',
      url: local.url,
      json: true,
      filters: { code: 'rate', key: 'default/u/7', from: '2026-11-20' },
      n: 3,
    },
  },
  {
    line: 'release --all',
    is: { action: 'release', ...local, filters: { all: true }, n: Infinity },
  },
  {
    line: 'purge --reason agent',
    is: { action: 'purge', ...local, filters: { code: 'agent' }, n: Infinity },
  },
])('"$line" is read', ({ line, is }) => {
  expect(parseQuarantineArguments(words(line))).toEqual(is);
});

test('help is no command', () => {
  expect(parseQuarantineArguments(['--help'])).toBeUndefined();
});

test.for([
  { line: '', says: /say one of list, release, purge, got ""/ },
  { line: 'list 3', says: /list takes no "3"/ },
  { line: 'list --all', says: /list takes no --all/ },
  { line: 'release', says: /release takes a filter, or --all/ },
  { line: 'purge -n 5', says: /purge takes a filter, or --all/ },
  { line: 'list --to tomorrow', says: /--to must be a time such as .* got "tomorrow"/ },
  { line: 'list -n 0', says: /--n must be a whole number of at least 1, got "0"/ },
  { line: 'list --code rate', says: /--code/ },
])('"$line" is refused', ({ line, says }) => {
  expect(() => parseQuarantineArguments(words(line))).toThrow(says);
});
