import {
  type BehaviourEvent,
  behaviourEventCodec,
  copiedEvent,
  isAgreedTo,
  type NamespaceTopics,
  profileKey,
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
import { itemsBefore, type Occasion, occasionOf } from '../sampling/occasion.ts';
import type { Sampler } from '../sampling/sampler.ts';
import { sourceOf } from './copied-source.ts';
import { encodeSignals, keyOfSignal } from './signal-message.ts';

/**
 * Group `profiles`: behaviour.events → one profile per visitor, item signals, and with a sampler, before
 * them, samples for the ranker.
 */
export function createProfilesProcessor(
  deployment: Deployment,
  { behaviourEvents, itemSignals }: Pick<NamespaceTopics, 'behaviourEvents' | 'itemSignals'>,
  sampler?: Sampler,
): Processor<BehaviourEvent, Profile, EventSignal<BehaviourEvent>, Occasion> {
  return {
    group: GROUPS.profiles,
    input: behaviourEvents,
    codec: profileCodec,
    stateTtlS: PROFILE_IDLE_MS / 1000,
    flushIntervalMs: 0,
    flushKeysMax: 1_000,
    decode({ value: bytes }) {
      const copy = copiedEvent(bytes);
      const value = copy === undefined ? bytes : copy.value;
      if (value === null) throw new Undecodable('behaviour-event', 'an empty value');
      const event = behaviourEventCodec.decode(value);
      if (!isAgreedTo(event, 'personalization')) return { inputs: [] };
      const inputs = [event];
      return copy === undefined ? { inputs } : { inputs, source: sourceOf(copy) };
    },
    key: profileKey,
    at: (event) => event.at,
    receivedAt: (event) => event.receivedAt,
    process(event, known) {
      if (event.type === 'erase') return { state: undefined, outputs: [] };
      const profile = known === undefined || isExpired(known, event.at) ? emptyProfile() : known;
      if (!sampler?.wantsMore()) {
        return { state: profile, outputs: applyEvent(profile, event, deployment) };
      }
      const before = itemsBefore(profile);
      const outputs = applyEvent(profile, event, deployment);
      const occasion = occasionOf(event, profile, outputs, before);
      return { state: profile, outputs, ...(occasion && { observations: [occasion] }) };
    },
    derived: {
      topic: itemSignals.name,
      key: keyOfSignal,
      encode: encodeSignals,
    },
    ...(sampler && { observed: sampler }),
  };
}
