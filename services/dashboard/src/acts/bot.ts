import { isbot } from 'isbot';

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
