import type { Click } from './clicks.ts';
import type { CallOf } from './event-requests.ts';

/** Clicks as gorsejs sends them. */
export const gorseCall: CallOf = (clicks) => ({
  method: 'POST',
  path: '/api/feedback',
  body: JSON.stringify(clicks.map(feedback)),
});

function feedback({ userId, itemId, at }: Click) {
  return { FeedbackType: 'star', UserId: userId, ItemId: itemId, Timestamp: new Date(at) };
}
