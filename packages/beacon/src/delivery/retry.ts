/** For what takes somebody's hand: a wrong key, or a blocker, which is what no answer so often means. */
export const HOLD_MS = 600_000;
export const UNANSWERED_MAX = 8;
const LONGEST_MS = 60_000;
/** However long the intake asks to wait. */
export const RETRY_AFTER_MS_MAX = 3600_000;

/** Whether what was answered so (0: not at all) is sent again; 413 is not, but in smaller requests. */
export const isRetried = (status: number): boolean =>
  // Patterns read a number by its digits.
  /^(0|40[138]|42[59]|5..)$/.test(status as unknown as string);

/**
 * How long to wait before the next try, in ms, after so many in vain (from 1): what the intake asks
 * for, else 1 s, 2 s, 4 s … 60 s and up to as much again, at random.
 */
export function pauseMs(status: number, tries: number, retryAfter?: string | null): number {
  return /40[13]/.test(status as unknown as string) || (!status && tries >= UNANSWERED_MAX)
    ? HOLD_MS
    : Math.min(
        // A date, which Retry-After may be as well, is no number; our intake gives seconds.
        (retryAfter as unknown as number) * 1000 ||
          Math.min(500 * 2 ** tries, LONGEST_MS) * (1 + Math.random()),
        RETRY_AFTER_MS_MAX,
      );
}
