import type { Edge } from '@freshet/events';

/** How long it is known that an id became another, in event time. */
export const KEPT_MS = 180 * 86_400_000;
/** How long it is known that it was erased: what is on its way through the log does not take that long. */
export const ERASED_MS = 8 * 86_400_000;
/** Ids that a user remembers to have been; at the bound the one that came first is forgotten. */
export const LINKS_MAX = 32;

/** Who the visitor is by now, since the event that said so. */
export interface Redirect extends Edge {
  userId: string;
}

/** What is kept under one profile key: a visitor's state, and what became of the id. */
export interface Kept<State> {
  /** Of one who became another: nothing. */
  state: State | undefined;
  redirect: Redirect | null;
  /** When an erasure was received, epoch ms: nothing received before has an effect any more. */
  erasedAt: number | null;
  /** The newest edge of a cycle that was broken here: no older one leads away. */
  rootSince: Edge | null;
  /** Keys of who was said to be this one, to be told of an erasure. */
  readonly links: string[];
}

export function nobody<State>(): Kept<State> {
  return { state: undefined, redirect: null, erasedAt: null, rootSince: null, links: [] };
}

/** Nothing is kept under the key. */
export function isNobody({ state, redirect, erasedAt, rootSince, links }: Kept<unknown>): boolean {
  const isKept = state !== undefined || redirect !== null || erasedAt !== null;
  return !isKept && rootSince === null && links.length === 0;
}

/** Forgets what is older than anything that may still come. */
export function forgetOld(kept: Kept<unknown>, atMs: number): void {
  const isOld = (sinceMs: number, keptMs: number) => atMs - sinceMs > keptMs;
  if (kept.redirect !== null && isOld(kept.redirect.at, KEPT_MS)) kept.redirect = null;
  if (kept.erasedAt !== null && isOld(kept.erasedAt, ERASED_MS)) kept.erasedAt = null;
  if (kept.rootSince !== null && isOld(kept.rootSince.at, KEPT_MS)) kept.rootSince = null;
}

/** Whether there is nothing but the mark of an erasure. */
export function isErased(kept: Kept<unknown>): boolean {
  return kept.erasedAt !== null && isNobody({ ...kept, erasedAt: null });
}

/** Edges have one order everywhere: by time, and of one millisecond by id. */
export function isNewer(a: Edge, b: Edge): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}

/** Remembers a key as the newest. */
export function link({ links }: Kept<unknown>, key: string): void {
  const known = links.indexOf(key);
  if (known >= 0) links.splice(known, 1);
  links.push(key);
  if (links.length > LINKS_MAX) links.shift();
}
