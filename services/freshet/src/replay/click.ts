import type { ClickRow } from '../clicks/click-row.ts';

/** One row of the file, ready to be sent. */
export interface Click {
  /** Data rows count from 0. */
  readonly row: number;
  /** Rows of one profile must arrive in order. */
  readonly profile: string;
  /** The event as JSON. */
  readonly json: string;
}

/** The row as an event of the given type whose place in the history is the row's number. */
export function clickOf({ row, userId, sessionId, itemId, at }: ClickRow, type: string): Click {
  // Files without users: every session is a visitor of its own.
  const who = userId ? { userId } : { anonymousId: sessionId };
  const event = {
    type,
    ...who,
    ...(sessionId && { sessionId }),
    itemId,
    occurredAt: at,
    sequence: row,
  };
  return {
    row,
    profile: userId ? `u/${userId}` : `a/${sessionId}`,
    json: JSON.stringify(event),
  };
}
