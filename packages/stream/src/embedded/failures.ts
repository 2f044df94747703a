import { FreshetError } from '@freshet/runtime';
import type { Subscription } from '../log.ts';

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

export function crashed({ group, topic }: Subscription, cause: unknown): FreshetError {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new FreshetError(
    'CONSUMER_CRASHED',
    `The consumer of ${topic} in group ${group} has ended: ${reason}. Restart the process.`,
    { cause, group, topic },
  );
}

export function hung(
  { group, topic }: Subscription,
  partition: number,
  timeoutMs: number,
): FreshetError {
  return new FreshetError(
    'HANDLER_HUNG',
    `The handler of group ${group} for ${topic}/${partition} has not ended within ${timeoutMs} ms. Restart the process.`,
    { group, topic, partition, timeoutMs },
  );
}
