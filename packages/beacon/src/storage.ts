import { attempt } from './attempt.ts';
import type { Consent } from './types.ts';

/*
 * What the beacon keeps in the browser. Like all state of the core it belongs to the module: a page has
 * one beacon, and names of a bundle's functions cost no bytes, while an object's do.
 */

/** Entries as properties, as which `Storage` has them too. */
type Area = Record<string, string>;
export type Key = `freshet:${string}`;

/** What the visitor allows now; undefined for nothing. */
export let consent: Exclude<Consent, 'none'> | undefined;

const area: Area = attempt(() => localStorage) ?? {};
/** What storage does not take, because it is full or forbidden; gone with the page. */
const spare: Area = {};

export const kept = (key: Key): string | undefined => area[key] ?? spare[key];

export function keep(key: Key, value: string): void {
  if (consent) void (attempt(() => (area[key] = value)) ?? (spare[key] = value));
}

export function forget(key: Key): void {
  delete area[key];
  delete spare[key];
}

/** Keys that begin so, sorted. */
export const keysFrom = (start: Key): Key[] =>
  [area, spare]
    .flatMap(Object.keys)
    .filter((key): key is Key => key.startsWith(start))
    .toSorted();

/** From now on; with none all is forgotten. What is no consent allows nothing. */
export function allow(next: Consent): void {
  consent = next === 'full' || next === 'anonymous' ? next : undefined;
  if (!consent) keysFrom('freshet:').forEach(forget);
}
