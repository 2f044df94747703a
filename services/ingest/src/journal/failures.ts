import { FreshetError } from '@freshet/runtime';
import type { LaneName } from './entry.ts';

/** Errors of the journal, each with what to do about it. */
export function full(bytes: number, more: number, bytesMax: number): FreshetError {
  return new FreshetError(
    'JOURNAL_FULL',
    `The log is away and the journal holds ${bytes} bytes; ${more} more would pass its bound of ${bytesMax}. Try again when the log is back, or raise JOURNAL_BYTES_MAX.`,
    { bytes, more, bytesMax },
  );
}

export function waitsInJournal({ topic, partition }: LaneName): FreshetError {
  return new FreshetError(
    'LOG_UNREACHABLE',
    `Events of ${topic}/${partition} wait in the journal, and an atomic request cannot; try again when the log is back, or send without "atomic".`,
    { topic, partition },
  );
}

export function unwritable(dir: string, cause: unknown): FreshetError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FreshetError(
    'JOURNAL_UNWRITABLE',
    `The log is away and the journal in ${dir} could not be written (${reason}); check that its disk has room and can be written.`,
    { cause, dir },
  );
}

export function inUse(dir: string, pid: number): FreshetError {
  return new FreshetError(
    'JOURNAL_IN_USE',
    `The journal in ${dir} is in use by process ${pid}; stop that process or set JOURNAL_DIR to another folder.`,
    { dir, pid },
  );
}
