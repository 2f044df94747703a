import { FreshetError } from './errors.ts';
import { isLoopback } from './loopback.ts';

export interface Guard {
  /** What would be open, for a sentence: `The dashboard`. */
  readonly of: string;
  /** Whether it tells its callers apart. */
  readonly isThere: boolean;
  /** What to set so that it does. */
  readonly remedy: string;
}

/**
 * What anybody may do who reaches it listens on this machine's loopback alone.
 * @throws FreshetError HOST_EXPOSED.
 */
export function requireGuard(host: string, { of, isThere, remedy }: Guard): void {
  if (isThere || host === 'localhost' || isLoopback(host)) return;
  throw new FreshetError(
    'HOST_EXPOSED',
    `${of} would be open to everybody who reaches HOST=${host}. ${remedy}, or leave HOST at 127.0.0.1.`,
    { host },
  );
}
