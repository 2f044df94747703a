const DELAY_MS_MIN = 500;
const DELAY_MS_MAX = 60_000;
/** However long the other side asks to be left alone, after this it is tried again. */
const RETRY_AFTER_MS_MAX = 3_600_000;

/**
 * Pause after the n-th failure in a row (from 1): anything up to a bound that doubles, so that many
 * partitions do not come back at the same moment ("full jitter", Brooker, AWS 2015).
 */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  return random() * Math.min(DELAY_MS_MAX, DELAY_MS_MIN * 2 ** (failures - 1));
}

/** What a `Retry-After` header (RFC 9110 §10.2.3: seconds or a date) asks for; undefined if nothing. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), RETRY_AFTER_MS_MAX);
}
