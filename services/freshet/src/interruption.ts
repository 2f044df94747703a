/** Exit code of a command ended by Ctrl-C. */
const EXIT_INTERRUPTED = 130;

/**
 * Runs a command that can be ended early: Ctrl-C or SIGTERM aborts its signal, and when it has ended
 * with that, what it leaves behind is said instead of an error.
 */
export async function interruptible(
  run: (signal: AbortSignal) => Promise<void>,
  farewell: string,
): Promise<void> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    await run(interruption.signal);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    process.stderr.write(farewell);
    process.exitCode = EXIT_INTERRUPTED;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}
