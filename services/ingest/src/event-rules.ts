import type { PostedEvent } from './event-schema.ts';
import { type Fault, fault } from './rejection.ts';

/** What must hold between the fields of one event, beyond the type of each. */
export function ruleFault(event: PostedEvent): Fault | undefined {
  if (event.userId == null && event.anonymousId == null) {
    return fault('PROFILE_MISSING', '', 'needs a userId or an anonymousId');
  }
  if (event.position != null && event.recommId == null) {
    return fault('FIELD_MISSING', '/recommId', 'is missing; a position is one in an answer');
  }
  switch (event.type) {
    case 'view':
    case 'click':
      return event.itemId == null
        ? fault('FIELD_MISSING', '/itemId', `is missing; every ${event.type} is of an item`)
        : undefined;
    case 'cart':
    case 'purchase':
      return event.itemId == null && (event.items == null || event.items.length === 0)
        ? fault('FIELD_MISSING', '/itemId', `is missing; a ${event.type} names an itemId or items`)
        : undefined;
    default:
      return undefined;
  }
}
