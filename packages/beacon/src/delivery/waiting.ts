import { timeOfEventId } from '../event-id.ts';
import { forget, keep, kept, type Key, keysFrom } from '../storage.ts';

/** At any of these bounds the oldest events are dropped: how many wait, in how many characters, how long. */
export const WAITING_MAX = 500;
export const WAITING_CHARS_MAX = 256 * 1024;
export const WAITING_MS_MAX = 7 * 24 * 3600_000;

/** An event that waits: its storage key and its JSON text. */
export type Waiting = readonly [key: Key, text: string];

const START = 'freshet:event:';

/**
 * Each event is an entry of its own: tabs add and remove without ever writing over each other's.
 * Ids sort by time, so keys do.
 */
export function enqueue(id: string, text: string): Key {
  const key: Key = `${START}${id}`;
  keep(key, text);
  return key;
}

/** All tabs' events, oldest first; another tab may remove some in between. */
export const waiting = (): Waiting[] =>
  keysFrom(START)
    .map((key) => [key, kept(key)!] as const)
    .filter(([, text]) => text);

/** Takes out what is past the bounds and returns it. */
export function trim(now: number): Waiting[] {
  let room = WAITING_CHARS_MAX;
  return waiting()
    .toReversed()
    .filter(([key, text], index) => {
      room -= text.length;
      const since = timeOfEventId(key.slice(START.length));
      const isPast = index >= WAITING_MAX || room < 0 || now - since > WAITING_MS_MAX;
      if (isPast) forget(key);
      return isPast;
    });
}
