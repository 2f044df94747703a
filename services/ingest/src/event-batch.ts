import type { FlagReason } from '@freshet/bots';
import { type BehaviourEvent, behaviourEventCodec, profileKey } from '@freshet/events';
import type { AckLevels } from './ack-levels.ts';
import { behaviourRecord, type Intake } from './behaviour-record.ts';
import { type Flagged, flagged } from './bots/quarantine.ts';
import type { EventBody } from './event-body.ts';
import type { PostedEvent } from './event-schema.ts';
import { PROFILE_EVENTS_MAX } from './limits.ts';
import type { Message } from './message.ts';
import { overQuota, type ProfileQuota } from './profile-quota.ts';
import { isFault, type Rejection, rejection } from './rejection.ts';
import type { Entries } from './request-entries.ts';

/** What the events of one request come to. */
export interface EventBatch {
  /** In the order posted. */
  readonly messages: readonly Message[];
  /** Those that are set aside, in the order posted. */
  readonly flagged: readonly Flagged[];
  readonly rejected: readonly Rejection[];
  /** Events whose id came earlier in the same request. */
  readonly duplicates: number;
  /** Of each entry the event's id, given or made; null where it was refused. */
  readonly ids: readonly (string | null)[];
}

/** The same for events that are to be seen together or not at all: one that is flagged takes the others along. */
export function wholeOrAside(batch: EventBatch, receivedAt: number): EventBatch {
  const [first] = batch.flagged;
  if (first === undefined || batch.messages.length === 0) return batch;
  const others = batch.messages.map((message) => flagged(message, first.reason, receivedAt));
  return { ...batch, messages: [], flagged: [...batch.flagged, ...others] };
}

/** Why a live event is set aside. */
type FlagOf = (event: BehaviourEvent) => FlagReason | undefined;

/** Judges each event by itself, so that a bad one does not fail its neighbours. */
export function eventBatch(
  entries: Entries & Pick<EventBody, 'profileMax'>,
  intake: Intake,
  ackLevels: AckLevels,
  flagOf: FlagOf,
): EventBatch {
  const messages: Message[] = [];
  const aside: Flagged[] = [];
  const rejected: Rejection[] = [];
  const seen = new Set<string>();
  const ids: (string | null)[] = [];
  const quota: ProfileQuota = new Map();
  const { profileMax = PROFILE_EVENTS_MAX } = entries;
  // A short list of live events cannot be too many of one profile.
  const counted = intake.source !== null || entries.rows.length > profileMax;
  let duplicates = 0;
  for (let index = 0; index < entries.rows.length; index++) {
    const row = entries.rows[index];
    const event = behaviourRecord(row, intake);
    if (isFault(event)) {
      rejected.push(rejection(event, entries, index));
      ids.push(null);
      continue;
    }
    // An id made here is new.
    const isGiven = intake.source !== null || (row as PostedEvent).id != null;
    if (isGiven && seen.has(event.id)) {
      ids.push(event.id);
      duplicates++;
      continue;
    }
    const key = profileKey(event);
    const over = counted ? overQuota(quota, key, event, profileMax) : undefined;
    if (over !== undefined) {
      rejected.push(rejection(over, entries, index));
      ids.push(null);
      continue;
    }
    if (isGiven) seen.add(event.id);
    ids.push(event.id);
    const ack = ackLevels.get(event.type) ?? 'all';
    const message = { id: event.id, key, value: behaviourEventCodec.encode(event), ack };
    const reason = intake.source === null ? flagOf(event) : undefined;
    if (reason === undefined) messages.push(message);
    else aside.push(flagged(message, reason, intake.receivedAt));
  }
  return { messages, flagged: aside, rejected, duplicates, ids };
}
