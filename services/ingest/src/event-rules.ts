import { DISMISSAL_DELAY_S_MAX } from '@freshet/events';
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
    case 'retract:dismiss':
      return itemsMissing(event);
    case 'dismiss':
      return itemsMissing(event) ?? delayFault(event);
    default:
      return undefined;
  }
}

function itemsMissing(event: PostedEvent): Fault | undefined {
  if (event.itemId != null || (event.items != null && event.items.length > 0)) return undefined;
  const what = `is missing; a ${event.type} names an itemId or items`;
  return fault('FIELD_MISSING', '/itemId', what);
}

function delayFault({ value }: PostedEvent): Fault | undefined {
  if (value == null || (value >= 0 && value <= DISMISSAL_DELAY_S_MAX)) return undefined;
  const what = `must be 0 to ${DISMISSAL_DELAY_S_MAX}: in so many seconds the dismiss begins to hold`;
  return fault('FIELD_RANGE', '/value', what);
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
