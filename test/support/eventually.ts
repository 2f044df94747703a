const POLL_MS = 20;
/** Far more than anything takes: on a busy machine a wait may last, and only a failure is as slow. */
const TIMEOUT_MS = 60_000;

/**
 * Tries until it no longer throws, and answers with the value.
 * @throws Error naming `what`, with the last failure as its cause, after `timeoutMs` (default a minute).
 */
export async function eventually<T>(
  what: string,
  attempt: () => T | Promise<T>,
  { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (cause) {
      if (Date.now() >= deadline) {
        const last = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`${what}: not within ${timeoutMs} ms; last: ${last}`, { cause });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
