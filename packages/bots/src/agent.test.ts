import { expect, test } from 'vitest';
import { agentFlag, isBotAgent } from './agent.ts';

const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';

test.for<[string, boolean]>([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', false],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', true],
  ['curl/8.5.0', true],
  [`Mozilla/5.0 Firefox/128.0 ${' '.repeat(100_000)}bot`, false],
])('%.60s', ([agent, isBot]) => {
  expect(isBotAgent(agent)).toBe(isBot);
  expect(isBotAgent(agent), 'said again').toBe(isBot);
});

test.for<[agent: string, brands: string, flag: string | undefined]>([
  [chrome, '"Chromium";v="126", "Not.A/Brand";v="24"', undefined],
  [chrome.replace('Chrome', 'HeadlessChrome'), '', 'headless'],
  [chrome, '"HeadlessChrome";v="126"', 'headless'],
  ['Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/534.34 PhantomJS/1.9.8', '', 'headless'],
  [
    'Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    '',
    'agent',
  ],
  ['Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', '', 'agent'],
  ['python-requests/2.32.3', '', 'agent'],
  ['', '', undefined],
])('%.80s, %s: %s', ([agent, brands, flag]) => {
  expect(agentFlag(agent, brands)).toBe(flag);
});
