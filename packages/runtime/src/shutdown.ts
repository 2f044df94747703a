import closeWithGrace from 'close-with-grace';
import type { Logger } from './logger.ts';

/** How long all steps together may take before the process exits anyway, in ms. */
const SHUTDOWN_DEADLINE_MS = 15_000;

export interface Shutdown {
  /** Adds a step; steps run one after another, the last added first. */
  add(name: string, step: () => Promise<void>): void;
  /** Ends the process now: runs the steps, then exits non-zero with this reason. */
  fail(error: Error): void;
}

/**
 * Ordered shutdown on SIGTERM, SIGINT, an unhandled error or `fail`: what was opened last closes
 * first, so intake stops before the publisher flushes and the engine closes last.
 */
export function createShutdown(logger: Logger): Shutdown {
  const steps: { name: string; step: () => Promise<void> }[] = [];
  closeWithGrace({ delay: SHUTDOWN_DEADLINE_MS, logger: false }, async ({ err, signal }) => {
    if (err) logger.error({ err }, 'stopping after an error');
    else logger.info({ signal }, 'stopping');
    for (const { name, step } of steps.toReversed()) {
      await step().catch((stepError: unknown) => {
        logger.error({ err: stepError, step: name }, 'shutdown step failed');
      });
    }
  });
  return {
    add: (name, step) => void steps.push({ name, step }),
    // An uncaught error is what close-with-grace turns into: run the steps, then exit with 1.
    fail: (error) =>
      void setImmediate(() => {
        throw error;
      }),
  };
}
