import type { PostedEvent } from '../../event-schema.ts';
import { type Fault, fault, isFault } from '../../rejection.ts';
import { purposes } from './consent.ts';
import { shopAct } from './ecommerce.ts';
import { ownEventType, plainName } from './event-name.ts';
import {
  idText,
  isObject,
  type MessageType,
  messageTypes,
  type SegmentMessage,
  without,
} from './message.ts';
import { aliased, identified, isProven, ownerOf, type Proven } from './people.ts';

const WHAT_PROVES = 'takes the token that your server has signed for it, or a secret key';

/** What a request says of all its messages. */
export interface Surroundings {
  /** What the call is for; undefined for a batch, where messages say so themselves. */
  readonly type: MessageType | undefined;
  /** What `context` stands beside the batch. */
  readonly context: SegmentMessage | undefined;
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
  const said = sayings[type](message, around.proven);
  if (isFault(said)) return said;
  if (!isProven(said, around.proven)) return fault('USER_UNVERIFIED', '/userId', WHAT_PROVES);
  const { event: name, ...event } = said;
  const context = contextOf(message, around.context, name);
  return {
    id: idText(message['messageId']),
    occurredAt: message['originalTimestamp'] ?? message['timestamp'],
    context,
    consent: isObject(context) ? purposes(context) : undefined,
    ...sessionOf(context),
    ...event,
  } as PostedEvent;
}

/** Fields of an event, and the name that Segment knows it by where our type does not tell. */
type Said = { readonly [Field in keyof PostedEvent]?: unknown } & { readonly event?: string };

const sayings: Record<MessageType, (message: SegmentMessage, proven: Proven) => Said | Fault> = {
  track,
  page: (message, proven) => looked('page', message, proven),
  screen: (message, proven) => looked('screen', message, proven),
  identify: (message) => ({ ...identified(message), properties: message['traits'] }),
  group: (message, proven) => {
    const { groupId, traits } = message;
    const properties = isObject(traits) ? { ...traits, groupId } : (traits ?? { groupId });
    return { type: 'group', ...ownerOf(message, proven), properties };
  },
  alias: aliased,
};

function track(message: SegmentMessage, proven: Proven): Said | Fault {
  const { event, properties } = message;
  if (typeof event !== 'string' || event === '') {
    return fault('FIELD_MISSING', '/event', 'is missing; every track names its event');
  }
  const owner = ownerOf(message, proven);
  const plain = plainName(event);
  const act = isObject(properties ?? {})
    ? shopAct(plain, (properties ?? {}) as SegmentMessage)
    : undefined;
  return { ...owner, ...(act ?? { type: ownEventType(plain), event, properties }) };
}

function looked(type: string, message: SegmentMessage, proven: Proven): Said {
  const { name, category, properties } = message;
  const titled = isObject(properties ?? {})
    ? { name, category, ...(properties as object | undefined) }
    : properties;
  return { type, ...ownerOf(message, proven), properties: titled };
}

/** Without the address, which is in no event; with fields of the site's own as `segment`. */
function contextOf(
  message: SegmentMessage,
  outer: SegmentMessage | undefined,
  event: string | undefined,
): unknown {
  const own = message['context'] ?? {};
  if (!isObject(own)) return own;
  const rest = without(message, known);
  const { ip: _, ...context } = { ...outer, ...own };
  const isPlain = rest === undefined && event === undefined;
  return isPlain ? context : { ...context, segment: { event, ...rest } };
}

/** RudderStack's libraries number sessions. */
function sessionOf(context: unknown): Said {
  const sessionId = isObject(context) ? idText(context['sessionId']) : undefined;
  return typeof sessionId === 'string' ? { sessionId } : {};
}

const isMessageType = (type: unknown): type is MessageType =>
  (messageTypes as readonly unknown[]).includes(type);
