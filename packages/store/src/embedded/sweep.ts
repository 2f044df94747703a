import type { Database } from 'lmdb';
import { isExpired } from './expiring-value.ts';

/** Values looked at in one sweep: a few ms of work, since it holds up the event loop. */
export const SWEEP_VALUES_MAX = 1_000;
const SWEEP_INTERVAL_MS = 5_000;

/** What the sweeps have come to; undefined: begin at the start. */
export type SweepCursor = Buffer | undefined;

/**
 * Removes what has expired among the next `SWEEP_VALUES_MAX` values after `cursor` and answers where
 * to go on. Must run inside a transaction, so that a value written anew meanwhile is not lost.
 */
export function sweep(
  values: Database<Buffer, Buffer>,
  cursor: SweepCursor,
  nowMs: number,
): SweepCursor {
  const range = values.getRange({
    ...(cursor !== undefined && { start: cursor, exclusiveStart: true }),
    limit: SWEEP_VALUES_MAX,
  });
  // Collected first: removing under an open cursor would move it.
  const seen = [...range];
  for (const { key, value } of seen) {
    if (isExpired(value, nowMs)) values.removeSync(key);
  }
  return seen.length < SWEEP_VALUES_MAX ? undefined : seen.at(-1)!.key;
}

/** Sweeps now and then until the returned function is called. */
export function startSweeping(
  values: Database<Buffer, Buffer>,
  onError: (error: unknown) => void,
): () => void {
  let cursor: SweepCursor;
  const timer = setInterval(() => {
    values
      .transaction(() => {
        cursor = sweep(values, cursor, Date.now());
      })
      .catch(onError);
  }, SWEEP_INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
