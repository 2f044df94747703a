import type { Databases } from './databases.ts';
import { notWritten } from './failures.ts';

/**
 * Writes everything that `write` puts and removes in one transaction, resolving once it is on disk.
 *
 * lmdb-js settles asynchronous writes only after the commit's fdatasync (3.5.6: `WriteWorker::Write`
 * marks them committed behind `mdb_txn_commit`, which flushes), also with overlapping flushes; seen
 * with strace. `environment.flushed` is not awaited on top: after a failed commit it never settles.
 * @throws FreshetError LOG_UNREACHABLE; then nothing was written.
 */
export async function writeDurably({ batches }: Databases, write: () => void): Promise<void> {
  try {
    await batches.batch(write);
  } catch (error) {
    throw notWritten(await reasonOf(error));
  }
}

/** lmdb-js hands the reason out as a promise that rejects, which must not stay unhandled. */
async function reasonOf(error: unknown): Promise<unknown> {
  const { commitError } = error as { commitError?: Promise<never> };
  try {
    await commitError;
    return error;
  } catch (reason) {
    return reason;
  }
}
