import { BASE, partsBehind, retractionTypes, trimmed } from '@freshet/gorse';
import { HttpProblem } from '@freshet/runtime';
import type { PostedEvent } from '../../event-schema.ts';
import { type Fault, fault } from '../../rejection.ts';

/** Which feedback is to be gone; without a type all that the user gave about the item. */
interface Deleted {
  readonly FeedbackType?: string;
  readonly UserId: string;
  readonly ItemId: string;
}

/** What the address of `DELETE /api/feedback/{type}/{user}/{item}` or `…/{user}/{item}` names. @throws HttpProblem 400. */
export function deletedIn(url: string): Deleted {
  const parts = trimmed(partsBehind(`${BASE}/feedback/`, url));
  const [first = '', second = '', ...rest] = parts;
  if (parts.length === 2) return { UserId: first, ItemId: second };
  if (parts.length > 2) return { FeedbackType: first, UserId: second, ItemId: rest.join('/') };
  const message =
    'The address must name a user and an item, or a type of feedback before them; encode slashes in them (%2F).';
  throw new HttpProblem(400, { code: 'TARGET_INVALID', message });
}

/** The events that have profile and read-backs without the feedback. */
export function deletionEvents(row: unknown): readonly PostedEvent[] | Fault {
  const { FeedbackType: type, UserId: userId, ItemId: itemId } = row as Deleted;
  if (type === '') return fault('FIELD_MISSING', '/FeedbackType', 'is missing');
  const gorse = type === undefined ? {} : { FeedbackType: type };
  const rest = { userId, itemId, properties: { gorse } };
  return retractionTypes(type ?? null).map((retraction) => ({ type: retraction, ...rest }));
}
