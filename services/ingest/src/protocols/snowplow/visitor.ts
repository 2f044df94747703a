import { textOf } from '../text.ts';
import type { Row } from './row.ts';

/** Who did it, as far as a row says. */
export interface Visitor {
  readonly userId?: unknown;
  readonly anonymousId?: unknown;
  readonly sessionId?: unknown;
}

/**
 * A user by `uid`, a device by `duid`, else by `nuid`, which servers hand on. Of nobody else the session is all
 * there is, and the same of whoever wants to stay unknown, whatever else a row still says of them.
 */
export function visitorIn(row: Row, isAnonymous: boolean): Visitor {
  const sessionId = textOf(row.sid);
  const userId = isAnonymous ? undefined : textOf(row.uid);
  const device = isAnonymous ? undefined : (textOf(row.duid) ?? textOf(row.nuid));
  return {
    userId,
    anonymousId: device ?? (userId === undefined ? sessionId : undefined),
    sessionId,
  };
}
