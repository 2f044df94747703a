import { FreshetError, isRetriable, type Logger } from '@freshet/runtime';
import type { StatePartition } from '@freshet/store';
import type { Pause } from '../log.ts';
import type { ProcessorMetrics } from './metrics.ts';

/** Pauses after failures that pass by themselves, doubled each time. */
const RETRY_MS_MIN = 100;
const RETRY_MS_MAX = 5_000;
/** How often a partition that needs somebody looks whether it has been mended. */
const STOPPED_RETRY_MS = 15_000;

export interface FailureGuardOptions {
  readonly processor: { readonly group: string };
  readonly state: { readonly partition: StatePartition; reset(): void };
  readonly metrics: ProcessorMetrics;
  readonly logger: Logger;
}

/** Does a partition's work, or says how long to leave the partition alone. */
export type FailureGuard = <T>(work: () => Promise<T>) => Promise<T | Pause>;

/** Failures that pass pause the partition; those that need somebody stop it; others are bugs. */
export function createFailureGuard(options: FailureGuardOptions): FailureGuard {
  const { processor, state, metrics, logger } = options;
  const labels = { group: processor.group, partition: state.partition.partition };
  let failures = 0;
  return async (work) => {
    try {
      const result = await work();
      failures = 0;
      metrics.stopped.set(labels, 0);
      return result;
    } catch (err) {
      state.reset();
      if (isRetriable(err)) {
        const pauseMs = Math.min(RETRY_MS_MAX, RETRY_MS_MIN * 2 ** failures++);
        metrics.pauses.inc({ group: processor.group, code: err.code });
        logger.warn({ err, ...labels, pauseMs }, 'partition paused');
        return { pauseMs };
      }
      if (!(err instanceof FreshetError)) throw err;
      metrics.stopped.set(labels, 1);
      logger.error({ err, ...labels, details: err.details }, 'partition stopped');
      return { pauseMs: STOPPED_RETRY_MS };
    }
  };
}
