import { interruptible } from './interruption.ts';

interface Words {
  /** Instead of an error, when it was interrupted. */
  readonly farewell: string;
  /** What was done in so many seconds. */
  report(seconds: number): string;
}

export interface Running {
  /** Aborted when it is interrupted. */
  readonly signal: AbortSignal;
  /** From now on there is something to report. */
  begin(): void;
}

/**
 * Runs a command that can be interrupted and, however it ends once it has begun, reports what it has done
 * until then.
 */
export async function reported(
  run: (running: Running) => Promise<void>,
  { farewell, report }: Words,
): Promise<void> {
  const start = performance.now();
  let hasBegun = false;
  const begin = () => void (hasBegun = true);
  try {
    await interruptible((signal) => run({ signal, begin }), farewell);
  } finally {
    if (hasBegun) process.stdout.write(report((performance.now() - start) / 1000));
  }
}
