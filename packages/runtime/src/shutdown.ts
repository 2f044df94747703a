import { setTimeout as delay } from 'node:timers/promises';
import closeWithGrace from 'close-with-grace';
import { FreshetError } from './errors.ts';
import type { Logger } from './logger.ts';

/** How long all steps together may take before the process exits anyway, in ms. */
const STEPS_MS_MAX = 15_000;
const endSignals = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const;
type EndSignal = (typeof endSignals)[number];
/** Signals so close together, in ms, are one wish: Ctrl-C reaches npm and us, and npm hands it on. */
const ONE_WISH_MS = 1_000;

export interface Shutdown {
  /** Aborted as soon as the process is to end, before anything of it has closed. */
  readonly stopping: AbortSignal;
  /**
   * Adds a step; steps run one after another, the last added first. For `drainMs` after SIGTERM nothing
   * closes: who sends requests here has so long to see that it is not ready, and to turn to others.
   */
  add(name: string, step: () => Promise<void>, drainMs?: number): void;
  /** Ends the process now: runs the steps, then exits non-zero with this reason. */
  fail(error: Error): void;
}

interface Step {
  readonly name: string;
  readonly drainMs: number;
  step(): Promise<void>;
}

/**
 * Ordered shutdown on SIGTERM, SIGINT, an unhandled error or `fail`: what was opened last closes
 * first, so intake stops before the publisher flushes and the engine closes last. A second signal, and
 * steps that take too long, end the process where it stands.
 */
export function createShutdown(logger: Logger, stepsMsMax = STEPS_MS_MAX): Shutdown {
  const steps: Step[] = [];
  const stopping = new AbortController();
  let told: EndSignal | undefined;
  let failure: Error | undefined;
  /** What is being closed, for the reason of a hard end. */
  let underWay = 'nothing';

  async function close(cause: Error | undefined): Promise<void> {
    if (cause === undefined) logger.info({ signal: told }, 'stopping');
    else logger.error({ err: cause }, 'stopping after an error');
    stopping.abort();
    if (told === 'SIGTERM') await delay(Math.max(0, ...steps.map(({ drainMs }) => drainMs)));
    const overdue = setTimeout(() => endHard(notInTime(underWay, stepsMsMax)), stepsMsMax);
    for (const { name, step } of steps.toReversed()) {
      underWay = name;
      await step().catch((err: unknown) => {
        logger.error({ err, step: name }, 'shutdown step failed');
      });
    }
    clearTimeout(overdue);
    if (failure !== undefined) throw failure;
  }

  function endHard(reason: FreshetError): void {
    logger.error({ err: reason }, 'ended before all was closed');
    process.exit(1);
  }

  const skip = [...endSignals];
  const onSecondError = (err: unknown) => {
    logger.error({ err, step: underWay }, 'ended by a second error');
  };
  const grace = closeWithGrace({ skip, delay: false, logger: false, onSecondError }, ({ err }) =>
    close(err),
  );
  let toldAt = 0;
  for (const signal of endSignals) {
    process.on(signal, () => {
      if (performance.now() - toldAt < ONE_WISH_MS && told !== undefined) return;
      if (stopping.signal.aborted) return endHard(cutShort(signal, underWay));
      told = signal;
      toldAt = performance.now();
      grace.close();
    });
  }
  return {
    stopping: stopping.signal,
    add: (name, step, drainMs = 0) => void steps.push({ name, step, drainMs }),
    fail(error) {
      if (stopping.signal.aborted) {
        failure ??= error;
        logger.error({ err: error }, 'failed while stopping');
        return;
      }
      // An uncaught error is what close-with-grace turns into: run the steps, then exit with 1.
      setImmediate(() => {
        throw error;
      });
    },
  };
}

function notInTime(step: string, ms: number): FreshetError {
  return new FreshetError(
    'SHUTDOWN_OVERDUE',
    `"${step}" and all before it had not closed within ${ms} ms; what was acknowledged is in log or journal, and the next start goes on from there.`,
    { step },
  );
}

function cutShort(signal: string, step: string): FreshetError {
  return new FreshetError(
    'SHUTDOWN_CUT_SHORT',
    `A second signal (${signal}) came while "${step}" was closing; what was acknowledged is in log or journal, and the next start goes on from there.`,
    { signal, step },
  );
}
