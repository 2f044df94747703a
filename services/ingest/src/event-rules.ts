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
  if (event.consent?.length === 0) {
    return fault('CONSENT_MISSING', '/consent', 'agrees to nothing, so the event is not kept');
  }
  if (event.previousId != null && event.type !== 'alias') {
    return fault('FIELD_UNKNOWN', '/previousId', 'is a field of an alias only');
  }
  switch (event.type) {
    case 'identify':
      return missing(event, ['userId', 'anonymousId'], 'an identify names both whom it makes one');
    case 'alias':
      return (
        missing(event, ['userId', 'previousId'], 'an alias names who it is and who it was') ??
        selfAlias(event)
      );
    case 'view':
    case 'click':
      return event.itemId == null
        ? fault('FIELD_MISSING', '/itemId', `is missing; every ${event.type} is of an item`)
        : undefined;
    case 'cart':
    case 'purchase':
    case 'retract':
    case 'retract:view':
    case 'retract:click':
    case 'retract:cart':
    case 'retract:purchase':
      return event.itemId == null && (event.items == null || event.items.length === 0)
        ? fault('FIELD_MISSING', '/itemId', `is missing; a ${event.type} names an itemId or items`)
        : undefined;
    default:
      return undefined;
  }
}

function missing(
  event: PostedEvent,
  fields: readonly ('userId' | 'anonymousId' | 'previousId')[],
  why: string,
): Fault | undefined {
  const absent = fields.find((field) => event[field] == null);
  return absent && fault('FIELD_MISSING', `/${absent}`, `is missing; ${why}`);
}

function selfAlias({ userId, previousId }: PostedEvent): Fault | undefined {
  return userId === previousId
    ? fault('ALIAS_OF_ITSELF', '/previousId', 'must be another id than userId')
    : undefined;
}
