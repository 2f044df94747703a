import type { BehaviourEvent } from '@freshet/events';
import { type Fault, fault } from './rejection.ts';

/** What one request has carried for each profile so far, by profile key. */
export type ProfileQuota = Map<string, { events: number; sequence: number }>;

/** Counts the event in, or says why its profile cannot take it in this request. */
export function overQuota(
  quota: ProfileQuota,
  key: string,
  { history }: BehaviourEvent,
  max: number,
): Fault | undefined {
  const sequence = history?.sequence ?? -1;
  const taken = quota.get(key);
  if (taken === undefined) {
    quota.set(key, { events: 1, sequence });
    return undefined;
  }
  if (taken.events === max) {
    return fault(
      'PROFILE_TOO_MANY',
      '',
      `is past the ${max} events of one profile in one request; send it in the next`,
    );
  }
  // The profile keeps the highest sequence it has seen, so a lower one would be dropped unseen.
  if (history !== null && sequence <= taken.sequence) {
    return fault(
      'SEQUENCE_NOT_RISING',
      '/sequence',
      `must rise within a profile, got ${sequence} after ${taken.sequence}`,
    );
  }
  taken.events++;
  taken.sequence = sequence;
  return undefined;
}
