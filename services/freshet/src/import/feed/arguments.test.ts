import { expect, test } from 'vitest';
import { parseFeedArguments } from './arguments.ts';

test('a source is enough', () => {
  expect(parseFeedArguments(['feed.xml'])).toEqual({
    sources: ['feed.xml'],
    url: 'http://127.0.0.1:8080',
    gone: 'keep',
    deleteMost: false,
    all: false,
    name: undefined,
    currency: undefined,
    shopUrl: undefined,
    json: false,
  });
  expect(parseFeedArguments(['--help'])).toBeUndefined();
});

test.each([
  [[], /at least one SOURCE/],
  [['a', '--gone', 'hide'], /--gone must be keep or delete, got "hide"/],
  [['a', '--currency', 'euro'], /--currency .* got "euro"/],
  [['a', '--shop-url', 'shop'], /--shop-url .* got "shop"/],
])('%j is refused with what is wrong', (args, message) => {
  expect(() => parseFeedArguments(args)).toThrow(message);
});
