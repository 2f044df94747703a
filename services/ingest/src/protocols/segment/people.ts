import { idText, type SegmentMessage } from './message.ts';

/** The user whom a page has proven to speak for, null for none; undefined: whoever sends may speak for all. */
export type Proven = string | null | undefined;

export interface Ids {
  readonly userId?: unknown;
  readonly anonymousId?: unknown;
  readonly previousId?: unknown;
}

/** What a message says of who is who. */
interface Word extends Ids {
  readonly type: 'identify' | 'alias' | 'traits';
}

/**
 * Whose an event is: of the user, unless a page says so without proof. Then it is the anonymous visitor's, who
 * leads to the user as soon as that was once proven. What has nobody else stays the user's, to be refused.
 */
export function ownerOf(message: SegmentMessage, proven: Proven): Ids {
  const { userId, anonymousId } = idsOf(message);
  const isOnlyAnonymous = !isProven({ userId }, proven) && anonymousId != null;
  return isOnlyAnonymous ? { anonymousId } : { userId, anonymousId };
}

/** What an `identify` says: two ids are one person; of one alone nothing but its traits is told. */
export function identified(message: SegmentMessage): Word {
  const { userId, anonymousId } = idsOf(message);
  const type = userId != null && anonymousId != null ? 'identify' : 'traits';
  return { type, userId, anonymousId };
}

/** What an `alias` says: browsers name the anonymous visitor as who the user was. */
export function aliased(message: SegmentMessage): Word {
  const { userId, anonymousId, previousId } = idsOf(message);
  return previousId != null && previousId === anonymousId
    ? { type: 'identify', userId, anonymousId }
    : { type: 'alias', userId, previousId };
}

/** Whether it is proven, where that is needed. Of an alias both ids are users, of whom a page proves one at most. */
export function isProven({ userId, previousId }: Ids, proven: Proven): boolean {
  if (proven === undefined) return true;
  return previousId == null && (userId == null || userId === proven);
}

function idsOf({ userId, anonymousId, previousId }: SegmentMessage): Ids {
  return {
    userId: idText(userId),
    anonymousId: idText(anonymousId),
    previousId: idText(previousId),
  };
}
