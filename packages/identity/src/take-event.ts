import {
  type BehaviourEvent,
  behaviourEventCodec,
  type Claim,
  type Handover,
  type MovedEvent,
  parseProfileKey,
  profileKey,
} from '@freshet/events';
import { hash48 } from '@freshet/recommend';
import { forgetOld, isNobody, type Kept, link, nobody } from './kept.ts';
import {
  forgetLinks,
  hopOf,
  type Onward,
  onwardFrom,
  PATH_MAX,
  targetOf,
  type Traveller,
} from './passing-on.ts';

/** What became of an event before it reaches any state. */
export interface Taken {
  /** It counts here. */
  readonly isHere: boolean;
  readonly handovers: readonly Handover[];
}

const dropped: Taken = { isHere: false, handovers: [] };
const direct: Traveller = { path: [], since: null };

/**
 * An event at the profile `key`, posted there or passed on to it: erases, links and redirects, in place,
 * or says that the event counts here.
 */
export function takeEvent<State>(
  key: string,
  kept: Kept<State>,
  event: BehaviourEvent,
  traveller: Traveller = direct,
): Taken {
  forgetOld(kept, event.at);
  if (event.type === 'erase') return erase(key, kept, event, traveller);
  if (isBefore(event, kept.erasedAt)) return dropped;
  const claims = traveller === direct ? claimsOf(key, kept, event) : [];
  const onward = onwardFrom(key, kept, traveller);
  if (onward === undefined) return { isHere: true, handovers: claims };
  return { isHere: false, handovers: [...claims, passOn(key, event, onward)] };
}

/** Imported history is received when it is imported, so of that counts when it happened. */
function isBefore({ history, at, receivedAt }: BehaviourEvent, erasedAt: number | null): boolean {
  return erasedAt !== null && (history === null ? receivedAt : at) < erasedAt;
}

/**
 * All that any id of a person leads to is the person's. Who was never tied to another leaves nothing at all:
 * no state of theirs is on its way, and late events are kept away before they come here.
 */
function erase<State>(
  key: string,
  kept: Kept<State>,
  event: BehaviourEvent,
  traveller: Traveller,
): Taken {
  const { receivedAt, id, at } = event;
  const erasedAt = kept.erasedAt ?? 0;
  // One that was passed on may be this one's own, come round.
  if (traveller === direct ? receivedAt < erasedAt : receivedAt <= erasedAt) return dropped;
  const handovers: Handover[] = forgetLinks(key, kept, { erasedAt: receivedAt, id, at });
  const { redirect } = kept;
  const isNew = redirect !== null && redirect.at > receivedAt;
  const { path } = traveller;
  if (redirect !== null && !isNew && path.length < PATH_MAX) {
    const next = { key: targetOf(key, redirect), path: [...path, hopOf(key, redirect)] };
    handovers.push(passOn(key, event, { ...next, since: null }));
  }
  const isTied = traveller !== direct || !isNobody({ ...kept, state: undefined });
  const left = { erasedAt: isTied ? receivedAt : null, redirect: isNew ? redirect : null };
  Object.assign(kept, { ...nobody(), ...left });
  return { isHere: false, handovers };
}

/** Whom the event says to be this user as well. */
function claimsOf<State>(key: string, kept: Kept<State>, event: BehaviourEvent): Claim[] {
  const claimed = claimedBy(event);
  if (claimed === undefined || claimed === key) return [];
  link(kept, claimed);
  const { receivedAt, id, at } = event;
  const since = { at: receivedAt, id };
  return [{ kind: 'claim', key: claimed, userId: event.userId!, since, at, receivedAt }];
}

function claimedBy({ type, site, userId, anonymousId, previousId }: BehaviourEvent) {
  if (userId === null) return undefined;
  if (type === 'identify' && anonymousId !== null) {
    return profileKey({ site, userId: null, anonymousId });
  }
  if (type === 'alias' && previousId !== null) {
    return profileKey({ site, userId: previousId, anonymousId: null });
  }
  return undefined;
}

function passOn(from: string, event: BehaviourEvent, { key, path, since }: Onward): MovedEvent {
  const { userId } = parseProfileKey(key);
  const value = behaviourEventCodec.encode({ ...event, userId, history: historyFrom(from, event) });
  const { at, receivedAt } = event;
  return { kind: 'event', key, path, since, value, at, receivedAt };
}

/** A profile's history rises by itself, so what comes from another one is a history of its own. */
function historyFrom(key: string, { history }: BehaviourEvent): BehaviourEvent['history'] {
  return history && { ...history, source: `${hash48(history.source)}/${key}` };
}
