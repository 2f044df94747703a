import { isObject } from '@freshet/runtime';
import type { PostedEvent } from '../../event-schema.ts';
import { type Fault, fault, isFault } from '../../rejection.ts';
import type { PartOfEntry } from '../entry-reader.ts';
import { type Happened, happenedIn } from './acts.ts';
import { consentIn } from './consent.ts';
import { contextOf, type Sender } from './event-context.ts';
import { happenedAt } from './happened-at.ts';
import { isProduct } from './products.ts';
import { textOf } from '../text.ts';
import type { Act, Row } from './row.ts';
import { entitiesIn, type SelfDescribing } from './self-describing.ts';
import { type Visitor, visitorIn } from './visitor.ts';

/** What is known of a row beside it. */
export interface Circumstances extends Sender {
  /** Epoch ms. */
  readonly receivedAt: number;
  /** Whether the visitor wants to stay unknown (`SP-Anonymous`). */
  readonly isAnonymous: boolean;
  /** The only user that may be named, null for none; undefined: any. */
  readonly user: string | null | undefined;
  /** Whether it is yet to be told that these are one person, or to be refused. */
  isNews(visitor: Visitor, isProven: boolean): boolean;
}

/**
 * A row of the Snowplow tracker protocol in our words. A device that names its user is said to be them, once a
 * session. A user whom a page does not prove to be is not believed: what was done counts for the device, and
 * that it is theirs is refused as often. None are the events of nobody that name no item.
 */
export function translateRow(
  input: unknown,
  circumstances: Circumstances,
): readonly PostedEvent[] | Fault | PartOfEntry {
  if (!isObject(input)) return fault('FIELD_TYPE', '', 'must be an object');
  const entities = entitiesIn(input);
  if (isFault(entities)) return entities;
  const happened = happenedIn(input, entities);
  if (isFault(happened)) return happened;
  const visitor = visitorIn(input, circumstances.isAnonymous);
  const { acts, schema } = happened;
  const drafts = draftsOf(input, { acts, schema, entities, visitor }, circumstances);
  // Whatever trackers send is judged on its way like what is posted.
  const events = drafts as readonly unknown[] as readonly PostedEvent[];
  // Of who agrees to nothing nothing is said yet: it would not be kept, and not be said again once they agree.
  if (!isDeviceOfUser(visitor) || agreesToNothing(drafts[0])) return events;
  const isBelieved = isProven(visitor, circumstances);
  if (!circumstances.isNews(visitor, isBelieved)) return events;
  if (!isBelieved) return { events, refused: unproven };
  const { occurredAt, consent } = drafts[0]!;
  const told = { id: partOf(input, 'identify'), type: 'identify', occurredAt, consent };
  const identify = { ...visitor, ...told };
  return [identify as unknown as PostedEvent, ...events];
}

interface Found extends Happened {
  readonly entities: readonly SelfDescribing[];
  readonly visitor: Visitor;
}

function draftsOf(
  row: Row,
  { acts, schema, entities, visitor }: Found,
  circumstances: Circumstances,
): readonly Act[] {
  const isOfItems = acts.some(({ itemId, items }) => itemId !== undefined || items !== undefined);
  const nobody = isOfItems ? { anonymousId: row.eid } : undefined;
  const who: Visitor | undefined = ownerOf(visitor, circumstances) ?? nobody;
  if (who === undefined) return [];
  const others = isOfItems ? entities.filter((entity) => !isProduct(entity)) : entities;
  const context = contextOf(row, circumstances, { schema, entities: others });
  const occurredAt = happenedAt(row, circumstances.receivedAt);
  const consent = consentIn(entities);
  // One shape for all, named in full: spread together they took a sixth of the time.
  return acts.map((act, i) => ({
    id: i === 0 ? textOf(row.eid) : partOf(row, i),
    type: act.type,
    userId: who.userId,
    anonymousId: who.anonymousId,
    sessionId: who.sessionId,
    itemId: act.itemId,
    items: act.items,
    orderId: act.orderId,
    value: act.value,
    currency: act.currency,
    occurredAt,
    recommId: act.recommId,
    position: act.position,
    context,
    properties: act.properties,
    consent,
  }));
}

/** What follows from a row beside its event has an id of its own, the same when the row comes again. */
function partOf({ eid }: Row, part: string | number): unknown {
  return textOf(eid) === undefined ? undefined : `${String(eid)}:${part}`;
}

/** Whose the row's events are, if it is said; without proof the device's, unless that is not known. */
function ownerOf(visitor: Visitor, circumstances: Circumstances): Visitor | undefined {
  const { userId, anonymousId } = visitor;
  if (userId === undefined && anonymousId === undefined) return undefined;
  const isTheirs = anonymousId === undefined || isProven(visitor, circumstances);
  return isTheirs ? visitor : { ...visitor, userId: undefined };
}

function isProven({ userId }: Visitor, { user }: Circumstances): boolean {
  return user === undefined || userId === undefined || userId === user;
}

const agreesToNothing = (act: Act | undefined): boolean =>
  Array.isArray(act?.consent) && act.consent.length === 0;

const isDeviceOfUser = ({ userId, anonymousId }: Visitor): boolean =>
  userId !== undefined && anonymousId !== undefined;

const unproven = fault(
  'USER_UNVERIFIED',
  '/uid',
  'takes the token that your server has signed for it, or a secret key',
);
