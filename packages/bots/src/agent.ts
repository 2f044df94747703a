import { isbot } from 'isbot';
import type { FlagReason } from './reason.ts';

/** Judged ones that are kept: a site has few hundred different ones a day. */
const KNOWN_MAX = 1_000;
const CHARS_MAX = 512;
const known = new Map<string, boolean>();

/** Whether the program that says it is this is a known bot. */
export function isBotAgent(userAgent: string): boolean {
  const text = userAgent.slice(0, CHARS_MAX);
  let isBot = known.get(text);
  if (isBot === undefined) {
    isBot = isbot(text);
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(text, isBot);
  }
  return isBot;
}

/** Engines without a window say so in their name, and Chromium's in its client hint (`sec-ch-ua`) as well. */
const HEADLESS = /headless|phantomjs|slimerjs/i;

/** What a program that names itself so is flagged for. */
export function agentFlag(userAgent: string, brands = ''): FlagReason | undefined {
  if (HEADLESS.test(brands.slice(0, CHARS_MAX))) return 'headless';
  if (HEADLESS.test(userAgent.slice(0, CHARS_MAX))) return 'headless';
  return isBotAgent(userAgent) ? 'agent' : undefined;
}
