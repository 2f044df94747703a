import { expect, test } from 'vitest';
import { parseTopicArguments } from './arguments.ts';

const local = { url: 'http://127.0.0.1:8080', json: false };
const parse = (line: string) => parseTopicArguments(line.split(' ').filter(Boolean));

test('a list takes nothing else', () => {
  expect(parse('list')).toEqual({ action: 'list', ...local });
});

test.for([
  ['--time 90s', { ms: 90_000 }],
  ['--time 7d', { ms: 604_800_000 }],
  ['--time unbounded', { ms: -1 }],
  ['--size 20GiB', { bytes: 21_474_836_480 }],
  ['--size 500MB --time 12h', { bytes: 500_000_000, ms: 43_200_000 }],
  ['--size unbounded', { bytes: -1 }],
] as const)('retention %s is read', ([options, change]) => {
  const is = { action: 'retention', ...local, topic: 'item.signals', change };
  expect(parse(`retention item.signals ${options}`)).toEqual(is);
});

test.for([
  { line: '', says: /say list, or retention TOPIC/ },
  { line: 'list item.signals', says: /say list, or retention TOPIC/ },
  { line: 'list --time 7d', says: /say list, or retention TOPIC/ },
  { line: 'retention --time 7d', says: /one TOPIC/ },
  { line: 'retention a b --time 7d', says: /one TOPIC/ },
  { line: 'retention a', says: /--time, --size, or both/ },
  { line: 'retention a --time 7', says: /--time must be .* got "7"/ },
  { line: 'retention a --time 0d', says: /got "0d"/ },
  { line: 'retention a --time 7weeks', says: /with one of s, m, h, d; got "7weeks"/ },
  { line: 'retention a --size 1e9B', says: /got "1e9B"/ },
  { line: 'retention a --size 999999999999TiB', says: /got "999999999999TiB"/ },
  { line: 'retention a --age 7d', says: /--age/ },
])('"$line" is refused with the usage', ({ line, says }) => {
  expect(() => parse(line)).toThrow(says);
  expect(() => parse(line)).toThrow(/Usage: freshet topics/);
});
