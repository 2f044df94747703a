const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How late clicks are learned for the freshness curve; at once is the ordinary result. */
export const DELAYS_MS = [MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS] as const;

/** `10 min`; whole units only. */
export function inWords(delayMs: number): string {
  if (delayMs >= HOUR_MS) return `${delayMs / HOUR_MS} h`;
  if (delayMs >= MINUTE_MS) return `${delayMs / MINUTE_MS} min`;
  return `${delayMs / SECOND_MS} s`;
}
