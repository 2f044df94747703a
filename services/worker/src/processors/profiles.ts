import {
  type BehaviourEvent,
  behaviourEventCodec,
  itemKey,
  profileKey,
  topics,
  Undecodable,
} from '@freshet/events';
import {
  applyEvent,
  type Deployment,
  emptyProfile,
  type ItemSignal,
  isExpired,
  PROFILE_IDLE_MS,
  type Profile,
} from '@freshet/recommend';
import { GROUPS, profileCodec } from '@freshet/store';
import type { Processor } from '@freshet/stream';
import { encodeSignals, type EventSignal } from './signal-message.ts';

/** Group `profiles`: behaviour.events → one profile per visitor, and item signals. */
export function createProfilesProcessor(
  deployment: Deployment,
): Processor<BehaviourEvent, Profile, EventSignal> {
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
      const signals = applyEvent(profile, event, deployment);
      return { state: profile, outputs: signals.map((signal) => toOutput(event, signal)) };
    },
    derived: {
      topic: topics.itemSignals.name,
      key: ({ key }) => key,
      encode: encodeSignals,
    },
  };
}

function toOutput(event: BehaviourEvent, signal: ItemSignal): EventSignal {
  return { key: itemKey(event.site, signal.itemId), signal, event };
}
