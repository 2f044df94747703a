import { behaviourEventCodec, profileKey } from '@freshet/events';
import type { AckLevels } from './ack-levels.ts';
import { behaviourRecord, type Intake } from './behaviour-record.ts';
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
  readonly rejected: readonly Rejection[];
  /** Events whose id came earlier in the same request. */
  readonly duplicates: number;
  /** Of each entry the event's id, given or made; null where it was refused. */
  readonly ids: readonly (string | null)[];
}

/** Judges each event by itself, so that a bad one does not fail its neighbours. */
export function eventBatch(entries: Entries, intake: Intake, ackLevels: AckLevels): EventBatch {
  const messages: Message[] = [];
  const rejected: Rejection[] = [];
  const seen = new Set<string>();
  const ids: (string | null)[] = [];
  const quota: ProfileQuota = new Map();
  // A short list of live events cannot be too many of one profile.
  const counted = intake.source !== null || entries.rows.length > PROFILE_EVENTS_MAX;
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
    const over = counted ? overQuota(quota, key, event) : undefined;
    if (over !== undefined) {
      rejected.push(rejection(over, entries, index));
      ids.push(null);
      continue;
    }
    if (isGiven) seen.add(event.id);
    ids.push(event.id);
    const ack = ackLevels.get(event.type) ?? 'all';
    messages.push({ id: event.id, key, value: behaviourEventCodec.encode(event), ack });
  }
  return { messages, rejected, duplicates, ids };
}
