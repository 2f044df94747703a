import { createHash } from 'node:crypto';
import { eventTypes, parseTime } from '@freshet/gorse';
import type { PostedEvent } from '../../event-schema.ts';
import { type Fault, fault, isFault } from '../../rejection.ts';

type Entry = Readonly<Record<string, unknown>>;

/** What makes a feedback the one that it is. */
interface Feedback {
  readonly type: string;
  readonly userId: string;
  readonly itemId: string;
  /** Epoch ms; null where it does not say. */
  readonly at: number | null;
  readonly value: number;
}

/** The events that a row of `POST` or, as it `overwrites`, `PUT /api/feedback` tells of, or what is wrong with it. */
export function feedbackEvents(row: unknown, overwrites: boolean): readonly PostedEvent[] | Fault {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    return fault('FIELD_TYPE', '', 'must be an object');
  }
  const entry = row as Entry;
  const feedback = feedbackIn(entry);
  if (isFault(feedback)) return feedback;
  const { type, userId, itemId, at, value } = feedback;
  const id = idOf(feedback);
  const properties = {
    gorse: { ...said(entry, feedback), ...(overwrites && { Overwrites: true }) },
  };
  const common = { userId, itemId, properties, ...(at !== null && { occurredAt: at }) };
  return eventTypes(type).map((eventType, i) => ({
    ...common,
    id: i === 0 ? id : `${id}:${eventType}`,
    type: eventType,
    ...(eventType === 'rating' && { value }),
  }));
}

function feedbackIn(entry: Entry): Feedback | Fault {
  const { FeedbackType: type, UserId: userId, ItemId: itemId } = entry;
  const { Value: value = 0, Timestamp: time = '' } = entry;
  const missing = { FeedbackType: type, UserId: userId, ItemId: itemId };
  for (const [name, text] of Object.entries(missing)) {
    if (text === undefined || text === '') return fault('FIELD_MISSING', `/${name}`, 'is missing');
    if (typeof text !== 'string') return fault('FIELD_TYPE', `/${name}`, 'must be a string');
  }
  if (typeof value !== 'number') return fault('FIELD_TYPE', '/Value', 'must be a number');
  const at = typeof time === 'string' ? parseTime(time) : undefined;
  if (at === undefined) {
    return fault('TIME_INVALID', '/Timestamp', 'must be a time such as 2026-01-31T12:00:00Z');
  }
  return { type: type as string, userId: userId as string, itemId: itemId as string, at, value };
}

/**
 * The same feedback again is no second act, whether a client tries it once more or a site tells it twice.
 * With another time or value it is another act, as Gorse adds such a one up.
 */
function idOf({ type, userId, itemId, at, value }: Feedback): string {
  const told = JSON.stringify([type, userId, itemId, at, value]);
  return `gorse:${createHash('sha256').update(told).digest('base64url').slice(0, 22)}`;
}

/** What no field of an event has. */
function said({ Labels, Comment }: Entry, { type, value }: Feedback) {
  return {
    FeedbackType: type,
    ...(value !== 0 && { Value: value }),
    ...(Labels !== undefined && Labels !== null && { Labels }),
    ...(Comment !== undefined && Comment !== '' && { Comment }),
  };
}
