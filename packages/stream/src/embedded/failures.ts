import { FreshetError } from '@freshet/runtime';

/** Errors of the embedded log, each with what to do about it. */
export function closed(): FreshetError {
  return new FreshetError('LOG_CLOSED', 'The log is closed; it takes and hands out nothing more.');
}

/** `cause`: what LMDB says of a commit that did not reach the disk; nothing of it is kept. */
export function notWritten(cause: unknown): FreshetError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FreshetError(
    'LOG_UNREACHABLE',
    `The embedded log could not write to disk (${reason}); check that the disk of DATA_DIR has room and can be written.`,
    { cause },
  );
}
