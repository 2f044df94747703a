import {
  behaviourEventCodec,
  eraseEvent,
  erasureCodec,
  type ProfileId,
  profileKey,
  topics,
} from '@freshet/events';
import { newEventId } from '../event-id.ts';
import type { Ingest } from '../ingest.ts';
import { type Durability, weaker } from '../message.ts';

export interface Erased {
  readonly erasureId: string;
  readonly durability: Durability;
}

/**
 * Has everybody forget a profile: those who keep state learn of it behind the profile's own events, and
 * all who read events, then or later, from the register. Whether there is such a profile nobody looks.
 * @throws FreshetError, answered 503: part of it may be done, and the same call does the rest.
 */
export async function erase(
  { publishing, erasures, clock }: Pick<Ingest, 'publishing' | 'erasures' | 'clock'>,
  profile: ProfileId,
): Promise<Erased> {
  const at = clock();
  const id = newEventId(at);
  const key = profileKey(profile);
  const value = behaviourEventCodec.encode(eraseEvent(profile, { id, at }));
  const noted = erasureCodec.encode(erasures.erasureOf(key, { id, at }));
  const ack = 'all' as const;
  // First in the register: from the moment the state is gone nothing may bring it back.
  const first = await publishing.publish(topics.erasures, [
    { id: null, key: id, value: noted, ack },
  ]);
  const second = await publishing.publish(topics.behaviourEvents, [{ id, key, value, ack }]);
  return { erasureId: id, durability: weaker(first, second) };
}
