import { setTimeout as delay } from 'node:timers/promises';

/** Far more than anything takes: on a busy machine a wait may last, and only a failure is as slow. */
const TIMEOUT_MS = 60_000;
const POLL_MS_MIN = 20;
/** Looks cost CPU that what is waited for could use: after a second they come less often. */
const POLL_MS_MAX = 150;
const POLL_SHARE = 0.05;

/**
 * Tries until it no longer throws, and answers with the value: at most a twentieth later than it could,
 * and 20 ms.
 * @throws Error naming `what`, with the last failure as its cause, after `timeoutMs` (default a minute).
 */
export async function eventually<T>(
  what: string,
  attempt: () => T | Promise<T>,
  { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
): Promise<T> {
  const start = Date.now();
  for (;;) {
    try {
      return await attempt();
    } catch (cause) {
      const waitedMs = Date.now() - start;
      if (waitedMs >= timeoutMs) {
        const last = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`${what}: not within ${timeoutMs} ms; last: ${last}`, { cause });
      }
      await delay(Math.min(POLL_MS_MAX, Math.max(POLL_MS_MIN, waitedMs * POLL_SHARE)));
    }
  }
}
