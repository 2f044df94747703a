import { LRUCache } from 'lru-cache';

/** What one key may have written as letters at once. */
export const BURST_BYTES = 4 * 1024 * 1024;
/** What comes back of it in an hour: of the days that letters are kept, 0.75 GB a key. */
const HOURLY_BYTES = 1024 * 1024;
const HOUR_MS = 3_600_000;
/** Senders that are remembered; one that is forgotten begins anew. Keys are an operator's, and far fewer. */
const SENDERS_MAX = 10_000;

/**
 * How much of what a sender had refused is kept: a key that anybody can read on a page fills no disk, and hides
 * the rows of other keys behind its own for no longer than a burst. Of this process alone.
 */
export class LetterBudget {
  readonly #left = new LRUCache<string, { bytes: number; at: number }>({ max: SENDERS_MAX });

  /** Whether the sender may have so many bytes more, epoch ms now; they are taken then. */
  take(sender: string, bytes: number, now: number): boolean {
    const last = this.#left.get(sender) ?? { bytes: BURST_BYTES, at: now };
    const back = (Math.max(0, now - last.at) / HOUR_MS) * HOURLY_BYTES;
    const left = Math.min(BURST_BYTES, last.bytes + back);
    const fits = bytes <= left;
    this.#left.set(sender, { bytes: fits ? left - bytes : left, at: now });
    return fits;
  }
}
