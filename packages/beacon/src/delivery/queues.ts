import { attempt } from '../attempt.ts';
import { kept, type Key, keysFrom } from '../storage.ts';

/*
 * A page sends from a queue of its own, and holds the lock of its name while anything is in it. A queue
 * that an ended page left becomes another one's, so no two living pages ever send from one. All pages
 * taking turns with one queue would not do: Chromium grants a page its turn some ms before the page's
 * storage knows what the one before it removed. Nor would a lock for as long as the page lives: pages
 * with a lock are neither frozen in the background nor kept to come back to, so it ends with the page.
 */

/** How long a page waits, with the lock, for what the one before it has removed to be known, in ms. */
const SETTLE_MS = 1_000;

/** Keys have this, the id of the event and its queue. Ids sort by time, so keys do, of all queues together. */
export const START = 'freshet:event:';
/** Where in a key its queue stands: behind 14 characters and an id of 36. */
const QUEUE_AT = 50;

/** An event that waits: its storage key and its JSON text. */
export type Waiting = readonly [key: Key, text: string];

/** The page's queue, as its keys end; undefined where the next event begins one. */
export let own: string | undefined;
let release: (() => void) | undefined;

/** To be called where an event comes and there is no queue. */
export const beginQueue = (): void =>
  withLock((own = `:${Math.random()}`), () => new Promise<void>((resolve) => (release = resolve)));

/** What waits in a queue, or in all by an empty name, oldest first. */
export const waiting = (queue: string | undefined): Waiting[] =>
  keysFrom(START)
    .filter((key) => key.endsWith(queue!))
    .map((key) => [key, kept(key)!]);

/** Nothing is in the page's queue any more, or the page ends. */
export function endQueue(): void {
  own = undefined;
  release?.();
}

/** Makes the oldest queue that is left the page's own, if its page has ended, and calls back. */
export function takeOver(then: () => unknown): void {
  const queue = keysFrom(START)[0]?.slice(QUEUE_AT);
  if (!queue) return;
  const take = (isFree: unknown): unknown =>
    isFree &&
    new Promise<void>((resolve) =>
      setTimeout(() => {
        if (own) return resolve();
        own = queue;
        release = resolve;
        then();
      }, SETTLE_MS),
    );
  withLock(queue, take);
}

/** Without locks, as pages without https have none, no page knows who lives: each sends what all have. */
function withLock(queue: string, work: (isFree: unknown) => unknown): void {
  void (
    navigator.locks?.request(`freshet${queue}`, { ifAvailable: true }, work).catch(attempt) ??
    work(true)
  );
}
