import { isObject } from '@freshet/runtime';
import type { PostedEvent } from '../../event-schema.ts';
import { type Fault, fault } from '../../rejection.ts';
import { purposes } from './consent.ts';
import { writeShopAct } from './ecommerce.ts';
import { ownEventType } from './event-name.ts';
import { plainName } from '../plain-name.ts';
import { textOf } from '../text.ts';
import {
  type Draft,
  type MessageType,
  messageTypes,
  objectField,
  type SegmentMessage,
  without,
} from './message.ts';
import { placeIn } from './page-place.ts';
import { isProven, type Proven, writeAlias, writeIdentify, writeOwner } from './people.ts';

const WHAT_PROVES = 'takes the token that your server has signed for it, or a secret key';

/** What a request says of all its messages. */
export interface Surroundings {
  /** What the call is for; undefined for a batch, where messages say so themselves. */
  readonly type: MessageType | undefined;
  /** What `context` stands beside the batch. */
  readonly context: SegmentMessage | undefined;
  /** What is agreed to there. */
  readonly consent: readonly string[] | undefined;
  readonly proven: Proven;
}

/** Fields that have a meaning to Segment, or get one here; the rest is the site's own. */
const known = new Set(
  (
    'type event name category properties traits context integrations messageId userId anonymousId previousId ' +
    'groupId writeKey _metadata timestamp originalTimestamp sentAt receivedAt version channel'
  ).split(' '),
);

/**
 * A message as an event of ours. Whether its values are what they should be is for the intake to say, by
 * `segmentPointer` in the message's own terms.
 */
export function translated(message: unknown, around: Surroundings): PostedEvent | Fault {
  if (!isObject(message)) return fault('FIELD_TYPE', '', 'must be an object');
  const type = around.type ?? message['type'];
  if (!isMessageType(type)) {
    return fault('TYPE_INVALID', '/type', `must be one of ${messageTypes.join(', ')}`);
  }
  const event: Draft = {
    id: textOf(message['messageId']),
    type,
    occurredAt: timeOf(message),
  };
  const name = writers[type](message, event, around.proven);
  if (typeof name === 'object') return name;
  if (!isProven(event, around.proven)) return fault('USER_UNVERIFIED', '/userId', WHAT_PROVES);
  writeContext(message, event, around, name);
  return event as unknown as PostedEvent;
}

function timeOf({ originalTimestamp, timestamp }: SegmentMessage): unknown {
  const time = originalTimestamp ?? timestamp;
  return time === '' ? undefined : time;
}

/** Writes what a type of message says. The name that Segment knows it by comes back where our type does not tell. */
type Writer = (message: SegmentMessage, event: Draft, proven: Proven) => string | undefined | Fault;

const writers: Record<MessageType, Writer> = {
  track: writeTrack,
  page: writeLook,
  screen: writeLook,
  identify(message, event) {
    writeIdentify(message, event);
    event.properties = objectField(message, 'traits');
    return undefined;
  },
  group(message, event, proven) {
    const { groupId } = message;
    const traits = objectField(message, 'traits');
    writeOwner(message, event, proven);
    event.properties = isObject(traits) ? { ...traits, groupId } : (traits ?? { groupId });
    return undefined;
  },
  alias(message, event) {
    writeAlias(message, event);
    return undefined;
  },
};

function writeTrack(message: SegmentMessage, event: Draft, proven: Proven) {
  const name = message['event'];
  const told = objectField(message, 'properties');
  const properties = told ?? {};
  if (typeof name !== 'string' || name === '') {
    return fault('FIELD_MISSING', '/event', 'is missing; every track names its event');
  }
  writeOwner(message, event, proven);
  const plain = plainName(name);
  if (isObject(properties) && writeShopAct(plain, properties, event)) return undefined;
  event.type = ownEventType(plain);
  event.properties = told;
  return name;
}

function writeLook(message: SegmentMessage, event: Draft, proven: Proven): undefined {
  const { name, category } = message;
  const properties = objectField(message, 'properties') ?? {};
  writeOwner(message, event, proven);
  event.properties = isObject(properties) ? { name, category, ...properties } : properties;
}

/**
 * The context without the address, which is in no event, with fields of the site's own as `segment` and a page's
 * place; and what it says of consent and, from RudderStack's libraries, of the session.
 */
function writeContext(
  message: SegmentMessage,
  event: Draft,
  { context: outer, consent }: Surroundings,
  name: string | undefined,
): void {
  const own = objectField(message, 'context') ?? undefined;
  event.context = own;
  if (own !== undefined && !isObject(own)) return;
  const context = outer === undefined ? own : { ...outer, ...own };
  const rest = without(message, known);
  event.context = context !== undefined && 'ip' in context ? without(context, address) : context;
  if (rest !== undefined || name !== undefined) {
    event.context = { ...(event.context as object), segment: { event: name, ...rest } };
  }
  if (event.type === 'page') {
    const place = placeIn(event.properties, context?.['page']);
    if (place !== undefined) event.context = { ...place, ...(event.context as object) };
  }
  event.consent = purposes(own) ?? consent;
  const sessionId = textOf(context?.['sessionId']);
  if (typeof sessionId === 'string') event.sessionId = sessionId;
}

const address = new Set(['ip']);

const isMessageType = (type: unknown): type is MessageType =>
  (messageTypes as readonly unknown[]).includes(type);
