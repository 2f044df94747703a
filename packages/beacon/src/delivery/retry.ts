const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;
/** For what takes somebody's hand: a wrong key, or a blocker, which is what no answer so often means. */
export const HOLD_MS = 600_000;
export const UNANSWERED_MAX = 8;
/** However long the intake asks to wait. */
export const RETRY_AFTER_MS_MAX = 3600_000;

const isHeld = (status: number): boolean => status === 401 || status === 403;

/** Whether what was answered so (0: not at all) is sent again; 413 is not, but in smaller requests. */
export const isRetried = (status: number): boolean =>
  !status || status >= 500 || isHeld(status) || [408, 425, 429].includes(status);

/**
 * How long to wait before the next try, in ms, after so many in vain (from 1): what the intake asks
 * for, else between half and all of 1 s, 2 s, 4 s … 60 s, at random.
 */
export function pauseMs(status: number, tries: number, retryAfter?: string | null): number {
  if (isHeld(status) || (!status && tries >= UNANSWERED_MAX)) return HOLD_MS;
  const asked = Number(retryAfter) * 1000 || Date.parse(retryAfter!) - Date.now();
  return asked > 0
    ? Math.min(asked, RETRY_AFTER_MS_MAX)
    : Math.min(FIRST_MS * 2 ** (tries - 1), LONGEST_MS) * (0.5 + Math.random() / 2);
}
