import { setTimeout as delay } from 'node:timers/promises';
import { isRetriable, type Logger } from '@freshet/runtime';
import type { Namespaces } from './namespaces.ts';

/** Pause before a failed attempt is repeated, in ms. */
const RETRY_MS = 2_000;

export interface KeepToPlanOptions {
  readonly namespaces: Namespaces;
  readonly logger: Logger;
  /** Logged when an attempt fails and is repeated. */
  readonly unsettled: string;
  /** Brings about what the plan of now asks for; begins nothing more once `closing` is aborted. */
  settle(closing: AbortSignal): Promise<void>;
  onFatal(error: Error): void;
}

/**
 * Calls `settle` now and after every change of the plan, one call after another, repeating what fails
 * and passes. Resolves, or fails, with the first call; `close` waits for the one under way.
 */
export async function keepToPlan(options: KeepToPlanOptions): Promise<{ close(): Promise<void> }> {
  const { namespaces, logger, unsettled, settle, onFatal } = options;
  const closing = new AbortController();

  async function settleUntilDone(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        return await settle(closing.signal);
      } catch (err) {
        if (!isRetriable(err)) return onFatal(err as Error);
        logger.warn({ err, retryMs: RETRY_MS }, unsettled);
        await delay(RETRY_MS, undefined, { signal: closing.signal }).catch(() => {});
      }
    }
  }

  const first = settle(closing.signal);
  let settled = first.catch(() => {});
  const unwatch = namespaces.watch(() => {
    settled = settled.then(settleUntilDone);
  });
  await first;
  return {
    async close() {
      unwatch();
      closing.abort();
      await settled;
    },
  };
}
