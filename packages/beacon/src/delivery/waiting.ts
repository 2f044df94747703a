import { tell } from '../news.ts';
import { forget, keep, kept, type Key, keysFrom } from '../storage.ts';

/** At any of these bounds the oldest events are dropped: how many wait, in how many characters. */
export const WAITING_MAX = 500;
export const WAITING_CHARS_MAX = 256 * 1024;

/** An event that waits: its storage key and its JSON text. */
export type Waiting = readonly [key: Key, text: string];

const START = 'freshet:event:';

/**
 * Each event is an entry of its own: tabs add and remove without ever writing over each other's.
 * Ids sort by time, so keys do.
 */
export function enqueue(id: string, text: string): Waiting {
  const key: Key = `${START}${id}`;
  keep(key, text);
  return [key, text];
}

/** All tabs' events, oldest first; another tab may remove some in between. */
export const waiting = (): Waiting[] =>
  keysFrom(START)
    .map((key) => [key, kept(key)!] as const)
    .filter(([, text]) => text);

/** Drops what is past the bounds. */
export function trim(): void {
  let room = WAITING_CHARS_MAX;
  waiting()
    .toReversed()
    .forEach(([key, text], index) => {
      room -= text.length;
      if (index < WAITING_MAX && room > 0) return;
      forget(key);
      tell('dropped', text, { code: 'QUEUE_FULL' });
    });
}
