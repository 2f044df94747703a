import { type BehaviourEvent, profileKey } from '@freshet/events';
import type { Kept } from '@freshet/identity';
import type { Profile } from '@freshet/recommend';

/** Whom each profile key became, as the events say; of the load each becomes one other, and none comes back. */
export function redirectsOf(events: readonly BehaviourEvent[]): ReadonlyMap<string, string> {
  const redirects = new Map<string, string>();
  for (const { type, site, userId, anonymousId, previousId } of events) {
    if (type !== 'identify' && type !== 'alias') continue;
    const former = { site, userId: previousId, anonymousId };
    redirects.set(profileKey(former), profileKey({ site, userId, anonymousId: null }));
  }
  return redirects;
}

/** The key behind all that a key leads to. */
export function personOf(key: string, redirects: ReadonlyMap<string, string>): string {
  let root = key;
  for (let next = redirects.get(root); next !== undefined; next = redirects.get(root)) root = next;
  return root;
}

/**
 * Two profiles of somebody with several ids are one if each event counted once, whichever came first. The
 * session is whichever was heard of last.
 */
export function isSamePerson(found: Profile, expected: Profile): boolean {
  return JSON.stringify(inAnyOrder(found)) === JSON.stringify(inAnyOrder(expected));
}

function inAnyOrder({ events, firstAt, lastAt, items, categories, recentIds }: Profile) {
  const levels = (list: Profile['items']) =>
    list.map(({ id, level }) => `${id} ${level.toFixed(9)}`).toSorted();
  return {
    events,
    firstAt,
    lastAt,
    items: levels(items),
    categories: levels(categories),
    recentIds: recentIds.toSorted((a, b) => a - b),
  };
}

/** What is wrong with an id that became another one, in words. */
export function leftBehind(kept: Kept<Profile> | undefined): string | undefined {
  if (kept?.redirect == null) return 'leads nowhere';
  return kept.state === undefined ? undefined : `still has ${kept.state.events} events`;
}
