import { interruptible } from './interruption.ts';

interface Words {
  /** Instead of an error, when it was interrupted. */
  readonly farewell: string;
  /** What was done in so many seconds; '' where there is nothing to report. */
  report(seconds: number): string;
}

/** Runs a command that can be interrupted and, however it ends, reports what it has done until then. */
export async function reported(
  run: (signal: AbortSignal) => Promise<void>,
  { farewell, report }: Words,
): Promise<void> {
  const start = performance.now();
  try {
    await interruptible(run, farewell);
  } finally {
    process.stdout.write(report((performance.now() - start) / 1000));
  }
}
