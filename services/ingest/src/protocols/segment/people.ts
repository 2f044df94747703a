import { textOf } from '../text.ts';
import type { Draft, SegmentMessage } from './message.ts';

/** The user whom a page has proven to speak for, null for none; undefined: whoever sends may speak for all. */
export type Proven = string | null | undefined;

/**
 * Whose an event is: of the user, unless a page says so without proof. Then it is the anonymous visitor's, who
 * leads to the user as soon as that was once proven. What has nobody else stays the user's, to be refused.
 */
export function writeOwner(message: SegmentMessage, event: Draft, proven: Proven): void {
  event.userId = textOf(message['userId']);
  event.anonymousId = textOf(message['anonymousId']);
  if (event.anonymousId != null && !isProven(event, proven)) event.userId = undefined;
}

/** What an `identify` says: two ids are one person; of one alone nothing but its traits is told. */
export function writeIdentify(message: SegmentMessage, event: Draft): void {
  event.userId = textOf(message['userId']);
  event.anonymousId = textOf(message['anonymousId']);
  event.type = event.userId != null && event.anonymousId != null ? 'identify' : 'traits';
}

/** What an `alias` says: browsers name the anonymous visitor as who the user was. */
export function writeAlias(message: SegmentMessage, event: Draft): void {
  const anonymousId = textOf(message['anonymousId']);
  const previousId = textOf(message['previousId']);
  const isAnonymous = previousId != null && previousId === anonymousId;
  event.type = isAnonymous ? 'identify' : 'alias';
  event.userId = textOf(message['userId']);
  if (isAnonymous) event.anonymousId = anonymousId;
  else event.previousId = previousId;
}

/** Whether it is proven, where that is needed. Of an alias both ids are users, of whom a page proves one at most. */
export function isProven({ userId, previousId }: Draft, proven: Proven): boolean {
  if (proven === undefined) return true;
  return previousId == null && (userId == null || userId === proven);
}
