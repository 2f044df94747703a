import { isObject } from '@freshet/runtime';
import { isFault } from '../../rejection.ts';
import type { EntryReader } from '../entry-reader.ts';
import { purposes } from './consent.ts';
import { writeOwner } from './people.ts';
import { segmentPointer } from './pointer.ts';
import { type Surroundings, translated } from './translate.ts';

/** How the messages of a request are read. */
export function segmentEntries(around: Surroundings & Pick<EntryReader, 'sentAt'>): EntryReader {
  return {
    protocol: 'segment',
    sentAt: around.sentAt,
    user: around.proven,
    // Of nearly every request nobody asks for it.
    get beside() {
      return { ...around, context: withoutAddress(around.context) };
    },
    profileOf(message) {
      const named = {};
      if (isObject(message)) writeOwner(message, named, around.proven);
      return named;
    },
    everybodyIn(message) {
      if (!isObject(message)) return [];
      const { userId, anonymousId, previousId } = message;
      // A browser names the anonymous visitor as who the user was.
      return [
        { userId, anonymousId },
        { userId: previousId, anonymousId: previousId },
      ];
    },
    consentOf(message) {
      const context = isObject(message) ? message['context'] : undefined;
      return (isObject(context) ? purposes(context) : undefined) ?? around.consent;
    },
    translate(message) {
      const event = translated(message, around);
      return isFault(event) ? event : [event];
    },
    pointerIn: segmentPointer,
    toKeep: withoutKey,
  };
}

/** Neither a key nor an address is kept. */
function withoutKey(message: unknown): unknown {
  if (!isObject(message)) return message;
  const { writeKey: _, context, ...rest } = message;
  return { ...rest, context: withoutAddress(context) };
}

function withoutAddress(context: unknown): unknown {
  if (!isObject(context)) return context;
  const { ip: _, ...kept } = context;
  return kept;
}
