import type { ProfileEvent } from './profile.ts';

/** A view by a user, of nothing else than these fields say. */
export function profileEvent(
  fields: Partial<ProfileEvent> & Pick<ProfileEvent, 'id' | 'at'>,
): ProfileEvent {
  return {
    type: 'view',
    userId: 'u',
    anonymousId: null,
    sessionId: null,
    itemId: null,
    categories: [],
    items: [],
    orderId: null,
    value: null,
    recommId: null,
    position: null,
    history: null,
    ...fields,
  };
}
