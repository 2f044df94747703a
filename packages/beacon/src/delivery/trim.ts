import { tell } from '../news.ts';
import { forget } from '../storage.ts';
import { waiting } from './queues.ts';

/** At any of these bounds the oldest events are dropped: how many wait, in how many characters. */
export const WAITING_MAX = 500;
export const WAITING_CHARS_MAX = 256 * 1024;

/** Drops what is past the bounds, which are those of all pages' queues together. */
export function trim(): void {
  waiting('')
    .toReversed()
    .reduce((chars, [key, text], index) => {
      const room = chars - text.length;
      if (index >= WAITING_MAX || room <= 0) {
        forget(key);
        tell('dropped', text, { code: 'QUEUE_FULL' });
      }
      return room;
    }, WAITING_CHARS_MAX);
}
