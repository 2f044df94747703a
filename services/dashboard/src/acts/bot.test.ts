import { expect, test } from 'vitest';
import { isBotAgent } from './bot.ts';

test.for<[string, boolean]>([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', false],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', true],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/126.0.0.0 Safari/537.36',
    true,
  ],
  ['curl/8.5.0', true],
  [`Mozilla/5.0 Firefox/128.0 ${' '.repeat(100_000)}bot`, false],
])('%.60s', ([agent, isBot]) => {
  expect(isBotAgent(agent)).toBe(isBot);
  expect(isBotAgent(agent), 'said again').toBe(isBot);
});
