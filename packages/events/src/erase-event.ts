import type { ProfileId } from './keys.ts';
import type { BehaviourEvent } from './types.ts';

/** What tells those who keep state of a profile to forget it, behind the profile's own events. */
export function eraseEvent(
  { site, userId, anonymousId }: ProfileId,
  { id, at }: { readonly id: string; readonly at: number },
): BehaviourEvent {
  return {
    id,
    site,
    type: 'erase',
    userId,
    anonymousId,
    sessionId: null,
    itemId: null,
    categories: [],
    items: [],
    orderId: null,
    value: null,
    currency: null,
    occurredAt: null,
    receivedAt: at,
    at,
    recommId: null,
    position: null,
    context: null,
    properties: null,
    history: null,
    previousId: null,
    consent: null,
  };
}
