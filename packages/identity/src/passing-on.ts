import { type Edge, type Forgetting, type Hop, parseProfileKey, profileKey } from '@freshet/events';
import { isNewer, type Kept } from './kept.ts';

/** Profiles that something passes through at most: behind so many it stays where it came to. */
export const PATH_MAX = 16;

/** How state of one kind goes from one profile to another. */
export interface Mergeable<State> {
  encode(state: State): Uint8Array;
  decode(bytes: Uint8Array): State;
  /** What the profile `key` hands over of its state; may change it in place. */
  leaving(state: State, key: string): State;
}

/** Something on its way to the profile where it stays. */
export interface Traveller {
  readonly path: Hop[];
  readonly since: Edge | null;
}

/** The profile that something goes on to. */
export interface Onward {
  readonly key: string;
  readonly path: Hop[];
  readonly since: Edge | null;
}

/**
 * Where something that came to `key` goes on to; undefined: it stays. In a cycle all stays at one profile,
 * the one that the newest edge leads to, whoever meets the cycle first: that one's redirect ends there.
 */
export function onwardFrom<State>(
  key: string,
  kept: Kept<State>,
  { path, since }: Traveller,
): Onward | undefined {
  const { redirect } = kept;
  if (redirect === null) return undefined;
  if (since !== null) return staysSince(kept, since) ? undefined : begin(key, redirect);
  const from = path.findIndex((hop) => hop.key === key);
  if (from >= 0) {
    const { root, newest } = rootOf(path.slice(from));
    if (root !== key) return { key: root, path, since: newest };
    return staysSince(kept, newest) ? undefined : begin(key, redirect);
  }
  if (path.length >= PATH_MAX && staysSince(kept, redirect)) return undefined;
  return { key: targetOf(key, redirect), path: [...path, hopOf(key, redirect)], since: null };
}

function rootOf(cycle: readonly Hop[]): { readonly root: string; readonly newest: Edge } {
  const newest = cycle.reduce((a, b) => (isNewer(b, a) ? b : a));
  const next = (cycle.indexOf(newest) + 1) % cycle.length;
  return { root: cycle[next]!.key, newest: { at: newest.at, id: newest.id } };
}

/** Ends the redirect, unless it is newer than the cycle: then there is no cycle any more. */
function staysSince<State>(kept: Kept<State>, since: Edge): boolean {
  if (isNewer(kept.redirect!, since)) return false;
  kept.redirect = null;
  kept.rootSince = { at: since.at, id: since.id };
  return true;
}

const begin = (key: string, redirect: Edge & { readonly userId: string }): Onward => ({
  key: targetOf(key, redirect),
  path: [hopOf(key, redirect)],
  since: null,
});

export function targetOf(key: string, { userId }: { readonly userId: string }): string {
  return profileKey({ site: parseProfileKey(key).site, userId, anonymousId: null });
}

export const hopOf = (key: string, { at, id }: Edge): Hop => ({ key, at, id });

/** Tells everybody who became this user that the user is erased. */
export function forgetLinks(
  key: string,
  { links }: Kept<unknown>,
  { erasedAt, id, at }: { readonly erasedAt: number; readonly id: string; readonly at: number },
): Forgetting[] {
  const { userId } = parseProfileKey(key);
  if (userId === null) return [];
  const since = { at: erasedAt, id };
  return links.map((linked) => {
    return { kind: 'forget', key: linked, userId, since, at, receivedAt: erasedAt };
  });
}
