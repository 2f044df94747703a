const DELAY_MS_MIN = 50;
const DELAY_MS_MAX = 1000;

/** Pause before the n-th repetition (from 1): doubling, with jitter of half its length. */
export function backoffMs(repetition: number): number {
  const full = Math.min(DELAY_MS_MAX, DELAY_MS_MIN * 2 ** (repetition - 1));
  return full * (0.5 + Math.random() / 2);
}
