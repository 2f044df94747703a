import type { BehaviourEvent } from '@freshet/events';
import { eventTypes, type Feedback, isRetraction, timeText, USER_TYPE } from '@freshet/gorse';
import { isObject, type JsonObject } from '@freshet/runtime';

/** A user as Gorse's clients read one. */
export interface GorseUser {
  readonly UserId: string;
  readonly Labels: unknown;
  readonly Comment: string;
}

/** Feedback as Gorse's clients read it. */
export interface GorseFeedback {
  readonly FeedbackType: string;
  readonly UserId: string;
  readonly ItemId: string;
  readonly Value: number;
  readonly Timestamp: string;
  readonly Updated: string;
  readonly Labels: unknown;
  readonly Comment: string;
}

/** One act as feedback. */
export interface ToldFeedback extends Feedback {
  /** The event's. */
  readonly id: string;
  readonly comment: string;
}

/** Feedback that is gone, as far as it was told before. */
export interface ToldDeletion {
  readonly userId: string;
  readonly itemId: string;
  /** null: of all types. */
  readonly type: string | null;
}

/** What a site has told of a user by an event, a patch on top of what was known `before`; undefined for any other event. */
export function userIn(event: BehaviourEvent, before?: GorseUser): GorseUser | undefined {
  if (event.type !== USER_TYPE || event.userId === null) return undefined;
  const { Patch, Labels = null, Comment } = saidIn(event) ?? {};
  const known = Patch === true ? before : undefined;
  return {
    UserId: event.userId,
    Labels: Labels ?? known?.Labels ?? null,
    Comment: typeof Comment === 'string' ? Comment : (known?.Comment ?? ''),
  };
}

/** An act of a user with an item, however it came in: what is no feedback of Gorse's has its own type. */
export function feedbackIn(event: BehaviourEvent): ToldFeedback | undefined {
  const { id, type, userId, itemId, occurredAt, at } = event;
  if (userId === null || itemId === null) return undefined;
  if (type === USER_TYPE || isRetraction(type)) return undefined;
  const said = saidIn(event);
  const common = { id, userId, itemId };
  if (typeof said?.['FeedbackType'] !== 'string') {
    const value = event.value ?? 0;
    return {
      ...common,
      type,
      value,
      at: occurredAt ?? at,
      overwrites: false,
      labels: null,
      comment: '',
    };
  }
  const { FeedbackType, Value, Overwrites, Labels = null, Comment } = said;
  // A rating is a view as well, which nobody told.
  if (type !== eventTypes(FeedbackType)[0]) return undefined;
  return {
    ...common,
    type: FeedbackType,
    value: typeof Value === 'number' ? Value : 0,
    at: occurredAt,
    overwrites: Overwrites === true,
    labels: Labels,
    comment: textOf(Comment),
  };
}

/** What an event takes back; undefined for one that takes back nothing. */
export function deletionIn(event: BehaviourEvent): ToldDeletion | undefined {
  const { type, userId, itemId } = event;
  if (!isRetraction(type) || userId === null || itemId === null) return undefined;
  const { FeedbackType } = saidIn(event) ?? {};
  if (typeof FeedbackType === 'string') return { userId, itemId, type: FeedbackType };
  const [, ofType = null] = type.split(':');
  return { userId, itemId, type: ofType };
}

export function feedbackDocument(
  { type, userId, itemId, value, at, labels, comment }: ToldFeedback,
  updated: number | null = at,
): GorseFeedback {
  return {
    FeedbackType: type,
    UserId: userId,
    ItemId: itemId,
    Value: value,
    Timestamp: timeText(at),
    Updated: timeText(updated),
    Labels: labels,
    Comment: comment,
  };
}

function saidIn({ properties }: BehaviourEvent): JsonObject | undefined {
  if (properties === null || !properties.includes('"gorse"')) return undefined;
  const { gorse } = JSON.parse(properties) as { gorse?: unknown };
  return isObject(gorse) ? gorse : undefined;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
