import { eventTypes } from '@freshet/gorse';
import { HttpProblem, isObject } from '@freshet/runtime';
import { PROFILE_EVENTS_MAX } from '../../limits.ts';

/** Twice as many as of native events: none has an order, which a profile remembers beside its event. */
const USER_EVENTS_MAX = 2 * PROFILE_EVENTS_MAX;

/**
 * Of more the first would be forgotten by the time that a client sends them once more, and count twice.
 * @throws HttpProblem 413 PROFILE_TOO_MANY.
 */
export function refuseTooManyOfOne(rows: readonly unknown[]): void {
  if (rows.length <= USER_EVENTS_MAX / 2) return;
  const counts = new Map<unknown, number>();
  for (const row of rows) {
    if (!isObject(row)) continue;
    const { UserId: user, FeedbackType: type } = row;
    const count = (counts.get(user) ?? 0) + eventTypes(String(type)).length;
    counts.set(user, count);
    if (count <= USER_EVENTS_MAX) continue;
    const message = `Of one user at most ${USER_EVENTS_MAX} feedback are taken in one request, a rating counting as two; send several requests.`;
    throw new HttpProblem(413, { code: 'PROFILE_TOO_MANY', message });
  }
}
