import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 100;
const LONGEST_MS = 10_000;
/** Longest that a server's Retry-After is obeyed. */
const RETRY_AFTER_MAX_MS = 60_000;

/** Exponential with full jitter (AWS Builders' Library): lanes that failed together spread out. */
export function backoffMs(attempt: number, random: number = Math.random()): number {
  return random * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
}

/** Ms of a Retry-After header in seconds; undefined for a date, for nonsense and for none. */
export function retryAfterMs(header: string | null): number | undefined {
  if (header === null || !/^\d+$/.test(header)) return undefined;
  return Math.min(Number(header) * 1000, RETRY_AFTER_MAX_MS);
}

/** @throws the signal's reason when it is aborted first. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    signal.throwIfAborted();
  }
}
