import {
  type BehaviourEvent,
  behaviourEventCodec,
  isAgreedTo,
  type Namespace,
  type NamespaceTopics,
  Undecodable,
} from '@freshet/events';
import {
  applyEvent,
  type Deployment,
  emptyProfile,
  type EventSignal,
  isExpired,
  mergeProfiles,
  PROFILE_IDLE_MS,
  type Profile,
  profileFrom,
} from '@freshet/recommend';
import { GROUPS, profileCodec } from '@freshet/store';
import { handoverScope } from '../identity/handover-message.ts';
import { type ByVisitor, identified } from '../identity/identified.ts';
import { itemsBefore, type Occasion, occasionOf } from '../sampling/occasion.ts';
import type { Sampler } from '../sampling/sampler.ts';
import { encodeSignals, keyOfSignal } from './signal-message.ts';

/**
 * Group `profiles`: behaviour.events → one profile per visitor, item signals, and with a sampler, before
 * them, samples for the ranker.
 */
export function createProfilesProcessor(
  deployment: Deployment,
  { behaviourEvents, itemSignals }: Pick<NamespaceTopics, 'behaviourEvents' | 'itemSignals'>,
  namespace: Pick<Namespace, 'name' | 'to'>,
  sampler?: Sampler,
) {
  const visitors: ByVisitor<BehaviourEvent, Profile, EventSignal<BehaviourEvent>, Occasion> = {
    group: GROUPS.profiles,
    input: behaviourEvents,
    codec: profileCodec,
    stateTtlS: PROFILE_IDLE_MS / 1000,
    flushIntervalMs: 0,
    flushKeysMax: 1_000,
    read(value) {
      if (value === null) throw new Undecodable('behaviour-event', 'an empty value');
      const event = behaviourEventCodec.decode(value);
      return isAgreedTo(event, 'personalization') ? event : undefined;
    },
    eventOf: (event) => event,
    process(event, known) {
      const profile = known === undefined || isExpired(known, event.at) ? emptyProfile() : known;
      if (!sampler?.wantsMore()) {
        return { state: profile, outputs: applyEvent(profile, event, deployment) };
      }
      const before = itemsBefore(profile);
      const outputs = applyEvent(profile, event, deployment);
      const occasion = occasionOf(event, profile, outputs, before);
      return { state: profile, outputs, ...(occasion && { observations: [occasion] }) };
    },
    leaving: (profile, key) => profileFrom(key, profile),
    merge: (own, other) => ({ state: mergeProfiles(own, other), outputs: [] }),
    derived: {
      topic: itemSignals.name,
      key: keyOfSignal,
      encode: encodeSignals,
    },
    ...(sampler && { observed: sampler }),
  };
  return identified(visitors, handoverScope(namespace, behaviourEvents.name));
}
