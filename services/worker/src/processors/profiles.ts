import {
  type BehaviourEvent,
  behaviourEventCodec,
  type DerivedTopics,
  profileKey,
  topics,
  Undecodable,
} from '@freshet/events';
import {
  applyEvent,
  type Deployment,
  emptyProfile,
  type EventSignal,
  isExpired,
  PROFILE_IDLE_MS,
  type Profile,
} from '@freshet/recommend';
import { GROUPS, profileCodec } from '@freshet/store';
import type { Processor } from '@freshet/stream';
import { encodeSignals, keyOfSignal } from './signal-message.ts';

/** Group `profiles`: behaviour.events → one profile per visitor, and item signals. */
export function createProfilesProcessor(
  deployment: Deployment,
  { itemSignals }: DerivedTopics,
): Processor<BehaviourEvent, Profile, EventSignal<BehaviourEvent>> {
  return {
    group: GROUPS.profiles,
    input: topics.behaviourEvents,
    codec: profileCodec,
    stateTtlS: PROFILE_IDLE_MS / 1000,
    flushIntervalMs: 0,
    flushKeysMax: 1_000,
    decode({ value }) {
      if (value === null) throw new Undecodable('behaviour-event', 'an empty value');
      return { inputs: [behaviourEventCodec.decode(value)] };
    },
    key: profileKey,
    at: (event) => event.at,
    receivedAt: (event) => event.receivedAt,
    process(event, known) {
      if (event.type === 'erase') return { state: undefined, outputs: [] };
      const profile = known === undefined || isExpired(known, event.at) ? emptyProfile() : known;
      return { state: profile, outputs: applyEvent(profile, event, deployment) };
    },
    derived: {
      topic: itemSignals.name,
      key: keyOfSignal,
      encode: encodeSignals,
    },
  };
}
