import { type BehaviourEvent, itemKey, profileKey } from '@freshet/events';
import { redirectsOf, personOf } from './people.ts';
import {
  applyEvent,
  applySignal,
  type Deployment,
  emptyItemState,
  emptyProfile,
  type ItemState,
  isExpired,
  type Profile,
} from '@freshet/recommend';

/** What a log of events must come to. */
export interface Model {
  /** By profile key; of somebody with several ids at the one that all the others lead to. */
  readonly profiles: ReadonlyMap<string, Profile>;
  /** By profile key: whom it became. */
  readonly redirects: ReadonlyMap<string, string>;
  /** By item key. Sums over visitors: of no meaning beyond their rounding and order. */
  readonly items: ReadonlyMap<string, ItemState>;
  /** Ids by profile key, in the order in which they first came. */
  readonly idsByKey: ReadonlyMap<string, readonly string[]>;
}

/**
 * Every event once, in log order, in plain memory. It knows a repeated id by a set of all ids, not by
 * the bounded ring that profiles keep, so that a fault of the ring shows.
 */
export function modelOf(events: readonly BehaviourEvent[], deployment: Deployment): Model {
  const redirects = redirectsOf(events);
  const profiles = new Map<string, Profile>();
  const items = new Map<string, ItemState>();
  const idsByKey = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const event of events) {
    if (seen.has(event.id)) continue;
    seen.add(event.id);
    entry(idsByKey, profileKey(event), () => []).push(event.id);
    const key = personOf(profileKey(event), redirects);
    const known = profiles.get(key);
    const profile = known === undefined || isExpired(known, event.at) ? emptyProfile() : known;
    profiles.set(key, profile);
    for (const signal of applyEvent(profile, event, deployment)) {
      const item = entry(items, itemKey(event.site, signal.itemId), emptyItemState);
      applySignal(item, signal, event.at, deployment);
    }
  }
  return { profiles, redirects, items, idsByKey };
}

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
