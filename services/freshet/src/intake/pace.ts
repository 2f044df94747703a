/** Steps shorter than a timer can keep are left to the next ones. */
const STEP_MS = 5;
/** A stall is not made up for by a burst, beyond so much. */
const CATCH_UP_MS = 1000;

/**
 * Counts one more event against the rate and says how long to wait before it, in ms; 0 for the most
 * part, since it waits in steps.
 */
export function createPace(perSecond: number, now: () => number): () => number {
  const intervalMs = 1000 / perSecond;
  let dueAt = now();
  return function waitMs() {
    const time = now();
    dueAt = Math.max(dueAt + intervalMs, time - CATCH_UP_MS);
    const early = dueAt - time;
    return early < STEP_MS ? 0 : early;
  };
}
