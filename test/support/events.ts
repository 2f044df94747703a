import type { BehaviourEvent } from '@freshet/events';

/** A view of `itemId` by user `userId`, at a fixed time unless said otherwise. */
export function behaviourEvent(fields: Partial<BehaviourEvent> & { id: string }): BehaviourEvent {
  const at = fields.at ?? 1_700_000_000_000;
  return {
    site: 'default',
    type: 'view',
    userId: 'ada',
    anonymousId: null,
    sessionId: null,
    itemId: 'tent',
    categories: [],
    items: [],
    orderId: null,
    value: null,
    currency: null,
    occurredAt: at,
    receivedAt: at,
    at,
    recommId: null,
    position: null,
    context: null,
    properties: null,
    history: null,
    previousId: null,
    consent: null,
    ...fields,
  };
}
