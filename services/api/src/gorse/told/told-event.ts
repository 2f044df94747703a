import type { BehaviourEvent } from '@freshet/events';
import { eventTypes, type Feedback, timeText, USER_TYPE } from '@freshet/gorse';
import { dismissedFrom, isRetraction } from '@freshet/recommend';
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

const DISMISS = 'dismiss';

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

/** The act of a user with items, of each by itself, however it came in: what is no feedback of Gorse's has its own type. */
export function feedbackIn(event: BehaviourEvent): readonly ToldFeedback[] {
  const { id, type, userId } = event;
  if (userId === null || type === USER_TYPE || isRetraction(type)) return [];
  const itemIds = itemsOf(event);
  if (itemIds.length === 0) return [];
  const told = actIn(event);
  return told === undefined ? [] : itemIds.map((itemId) => ({ id, userId, itemId, ...told }));
}

function actIn(event: BehaviourEvent): Omit<ToldFeedback, 'id' | 'userId' | 'itemId'> | undefined {
  const { type, occurredAt, at } = event;
  const said = saidIn(event);
  if (typeof said?.['FeedbackType'] !== 'string') {
    // What an order comes to, or when a dismiss holds, is no value of an item.
    const value = event.items.length > 0 || type === DISMISS ? 0 : (event.value ?? 0);
    const nothing = { overwrites: false, labels: null, comment: '' };
    return { type, value, at: momentOf(event, occurredAt ?? at), ...nothing };
  }
  const { FeedbackType, Value, Overwrites, Labels = null, Comment } = said;
  // A rating is a view as well, which nobody told. What is written back is a dismiss, whatever its type is called.
  if (type !== DISMISS && type !== eventTypes(FeedbackType)[0]) return undefined;
  return {
    type: FeedbackType,
    value: typeof Value === 'number' ? Value : 0,
    at: occurredAt && momentOf(event, occurredAt),
    overwrites: Overwrites === true,
    labels: Labels,
    comment: textOf(Comment),
  };
}

/** What is written back with a delay happens as late. */
function momentOf({ type, value }: BehaviourEvent, at: number): number {
  return type === DISMISS ? dismissedFrom({ at, value }) : at;
}

/** What an event takes back; nothing for one that takes back nothing. */
export function deletionsIn(event: BehaviourEvent): readonly ToldDeletion[] {
  const { type, userId } = event;
  if (!isRetraction(type) || userId === null) return [];
  const { FeedbackType } = saidIn(event) ?? {};
  const [, ofType = null] = type.split(':');
  const deleted = typeof FeedbackType === 'string' ? FeedbackType : ofType;
  return itemsOf(event).map((itemId) => ({ userId, itemId, type: deleted }));
}

function itemsOf({ itemId, items }: BehaviourEvent): readonly string[] {
  const lines = items.map((line) => line.itemId);
  return itemId === null ? lines : [itemId, ...lines.filter((id) => id !== itemId)];
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
