import type { ClickRow } from '../clicks/click-row.ts';
import type { Posting } from '../intake/posting.ts';

/** The row as an event of the given type whose place in the history is the row's number. */
export function clickOf({ row, userId, sessionId, itemId, at }: ClickRow, type: string): Posting {
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
