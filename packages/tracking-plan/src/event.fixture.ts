import type { CheckedEvent } from './event-values.ts';

/** A view of a tent. */
export const view: CheckedEvent = {
  type: 'view',
  userId: 'ada',
  anonymousId: null,
  sessionId: null,
  itemId: 'tent',
  items: [],
  orderId: null,
  value: null,
  currency: null,
  recommId: null,
  position: null,
  context: null,
  properties: null,
};
