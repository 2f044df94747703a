import { hash } from 'node:crypto';
import { eventsOf, type Feedback, parseTime } from '@freshet/gorse';
import { isObject, type JsonObject } from '@freshet/runtime';
import type { PostedEvent } from '../../event-schema.ts';
import { type Fault, fault, isFault } from '../../rejection.ts';

/** The events that a row of `POST` or, as it `overwrites`, `PUT /api/feedback` tells of, or what is wrong with it. */
export function feedbackEvents(row: unknown, overwrites: boolean): readonly PostedEvent[] | Fault {
  if (!isObject(row)) return fault('FIELD_TYPE', '', 'must be an object');
  const feedback = feedbackIn(row, overwrites);
  if (isFault(feedback)) return feedback;
  const id = idOf(feedback);
  return eventsOf(feedback).map((event, i) => ({
    id: i === 0 ? id : `${id}:${event.type}`,
    ...event,
  }));
}

function feedbackIn(entry: JsonObject, overwrites: boolean): Feedback | Fault {
  const { FeedbackType: type, UserId: userId, ItemId: itemId, Labels, Comment } = entry;
  // Clients in Java and Go write null for what they have not set.
  const [value, time] = [entry['Value'] ?? 0, entry['Timestamp'] ?? ''];
  if (!isText(type)) return unreadable('FeedbackType', type);
  if (!isText(userId)) return unreadable('UserId', userId);
  if (!isText(itemId)) return unreadable('ItemId', itemId);
  if (typeof value !== 'number') return fault('FIELD_TYPE', '/Value', 'must be a number');
  const at = typeof time === 'string' ? parseTime(time) : undefined;
  if (at === undefined) {
    return fault('TIME_INVALID', '/Timestamp', 'must be a time such as 2026-01-31T12:00:00Z');
  }
  return { type, userId, itemId, at, value, labels: Labels, comment: Comment, overwrites };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function unreadable(name: string, value: unknown): Fault {
  return value == null || value === ''
    ? fault('FIELD_MISSING', `/${name}`, 'is missing')
    : fault('FIELD_TYPE', `/${name}`, 'must be a string');
}

/**
 * The same feedback again is no second act, whether a client tries it once more or a site tells it twice.
 * With another time or value it is another act, as Gorse adds such a one up.
 */
function idOf({ type, userId, itemId, at, value }: Feedback): string {
  const told = JSON.stringify([type, userId, itemId, at, value]);
  return `gorse:${hash('sha256', told, 'base64url').slice(0, 22)}`;
}
