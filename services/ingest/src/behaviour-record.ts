import { type BehaviourEvent, itemKey, JSON_BYTES_MAX, type OrderLine } from '@freshet/events';
import { ruleFault } from './event-rules.ts';
import { isHistoryEvent, isLiveEvent, type PostedEvent, type PostedLine } from './event-schema.ts';
import { effectiveTime, parseTime, TIME_RULE } from './event-time.ts';
import { fittedObject } from './fitted-object.ts';
import { jsonText } from './json-text.ts';
import { PROPERTIES_BYTES_MAX } from './limits.ts';
import { type Fault, fault, isFault } from './rejection.ts';
import { shapeFault } from './shape-fault.ts';
import { newEventId } from './event-id.ts';

/** What ingest itself knows and writes into every event of one request. */
export interface Intake {
  readonly site: string;
  /** Epoch ms. */
  readonly receivedAt: number;
  /** How far back an event may lie; Infinity for imported history. */
  readonly latenessMs: number;
  /** How far ahead of ours the clock is that the events' times are by, in ms. */
  readonly clockErrorMs: number;
  /** The only user that events may be of, null for none; undefined: any. */
  readonly user?: string | null | undefined;
  /** Name of the imported history; null for live events. */
  readonly source: string | null;
  /** Whether of free-form fields that are too large what fits is kept; otherwise their event is refused. */
  readonly cutsToFit?: boolean;
  readonly catalogue: Categories;
}

/** What the catalogue says of an item, by its key; empty for an item it does not know. */
export interface Categories {
  categories(itemKey: string): string[];
}

/** One posted event as it goes into the log, or the first thing that is wrong with it. */
export function behaviourRecord(input: unknown, intake: Intake): BehaviourEvent | Fault {
  const hasShape = intake.source === null ? isLiveEvent : isHistoryEvent;
  if (!hasShape(input)) return shapeFault(hasShape.errors![0]!);
  const broken = ruleFault(input);
  if (broken !== undefined) return broken;
  const unproven = unprovenUser(input, intake.user);
  if (unproven !== undefined) return unproven;
  const occurredAt = input.occurredAt == null ? null : parseTime(input.occurredAt);
  if (occurredAt === undefined) return fault('TIME_INVALID', '/occurredAt', TIME_RULE);
  const context = freeForm(input, 'context', intake);
  if (isFault(context)) return context;
  const properties = freeForm(input, 'properties', intake);
  if (isFault(properties)) return properties;
  return {
    id: input.id ?? givenId(input, intake),
    site: intake.site,
    type: input.type,
    userId: input.userId ?? null,
    anonymousId: input.anonymousId ?? null,
    sessionId: input.sessionId ?? null,
    itemId: input.itemId ?? null,
    categories: input.itemId == null ? [] : categoriesOf(input.itemId, intake),
    items: input.items == null ? [] : input.items.map((line) => orderLine(line, intake)),
    orderId: input.orderId ?? null,
    value: input.value ?? null,
    currency: input.currency ?? null,
    occurredAt,
    receivedAt: intake.receivedAt,
    at: effectiveTime(occurredAt, intake),
    recommId: input.recommId ?? null,
    position: input.position ?? null,
    context,
    properties,
    history: historyOf(input, intake),
    previousId: input.previousId ?? null,
    consent: input.consent ?? null,
  };
}

const freeForms = {
  context: { pointer: '/context', bytesMax: JSON_BYTES_MAX },
  properties: { pointer: '/properties', bytesMax: PROPERTIES_BYTES_MAX },
};

function freeForm(
  event: PostedEvent,
  field: keyof typeof freeForms,
  { cutsToFit = false }: Intake,
): string | null | Fault {
  const { pointer, bytesMax } = freeForms[field];
  const value = event[field];
  const text = jsonText(value, pointer, bytesMax);
  return isFault(text) && cutsToFit ? JSON.stringify(fittedObject(value!, bytesMax)) : text;
}

/** Of an alias both ids are users, of whom a page proves one at most: with the other it could take what is theirs. */
function unprovenUser(
  { userId, previousId }: PostedEvent,
  proven: Intake['user'],
): Fault | undefined {
  if (proven === undefined) return undefined;
  if (userId != null && userId !== proven) {
    return fault(
      'USER_UNVERIFIED',
      '/userId',
      'takes the token that your server has signed for it',
    );
  }
  return previousId == null
    ? undefined
    : fault('USER_UNVERIFIED', '/previousId', 'takes a secret key; an alias is for servers to say');
}

function givenId(event: PostedEvent, { source, receivedAt }: Intake): string {
  return source === null ? newEventId(receivedAt) : `${source}:${event.sequence}`;
}

function historyOf(event: PostedEvent, { source }: Intake): BehaviourEvent['history'] {
  return source === null ? null : { source, sequence: event.sequence! };
}

function orderLine({ itemId, quantity, price }: PostedLine, intake: Intake): OrderLine {
  return {
    itemId,
    quantity: quantity ?? 1,
    price: price ?? null,
    categories: categoriesOf(itemId, intake),
  };
}

function categoriesOf(itemId: string, { site, catalogue }: Intake): string[] {
  return catalogue.categories(itemKey(site, itemId));
}
