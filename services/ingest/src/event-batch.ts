import { behaviourEventCodec, profileKey } from '@freshet/events';
import type { OutgoingRecord } from '@freshet/stream';
import { behaviourRecord, type Intake } from './behaviour-record.ts';
import { PROFILE_EVENTS_MAX } from './limits.ts';
import { overQuota, type ProfileQuota } from './profile-quota.ts';
import { isFault, type Rejection, rejection } from './rejection.ts';
import type { Entries } from './request-entries.ts';

/** What the events of one request come to. */
export interface EventBatch {
  /** In the order posted. */
  readonly records: readonly OutgoingRecord[];
  readonly rejected: readonly Rejection[];
  /** Events whose id came earlier in the same request. */
  readonly duplicates: number;
}

/** Judges each event by itself, so that a bad one does not fail its neighbours. */
export function eventBatch(entries: Entries, intake: Intake): EventBatch {
  const records: OutgoingRecord[] = [];
  const rejected: Rejection[] = [];
  const ids = new Set<string>();
  const quota: ProfileQuota = new Map();
  // A short list of live events cannot be too many of one profile.
  const counted = intake.source !== null || entries.rows.length > PROFILE_EVENTS_MAX;
  let duplicates = 0;
  for (let index = 0; index < entries.rows.length; index++) {
    const event = behaviourRecord(entries.rows[index], intake);
    if (isFault(event)) {
      rejected.push(rejection(event, entries, index));
      continue;
    }
    if (ids.has(event.id)) {
      duplicates++;
      continue;
    }
    const key = profileKey(event);
    const over = counted ? overQuota(quota, key, event) : undefined;
    if (over !== undefined) {
      rejected.push(rejection(over, entries, index));
      continue;
    }
    ids.add(event.id);
    records.push({ key, value: behaviourEventCodec.encode(event) });
  }
  return { records, rejected, duplicates };
}
