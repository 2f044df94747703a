import { attempt } from './attempt.ts';
import type { Consent } from './types.ts';

/*
 * What the beacon keeps in the browser: in localStorage with full consent, in sessionStorage (this
 * tab's, gone with it) with anonymous, nowhere with none. Like all state of the core it belongs to the
 * module: a page has one beacon, and names of a bundle's functions cost no bytes, while an object's do.
 */

/** Entries as properties, as which `Storage` has them too. Keys are ours from their first letters. */
type Area = Record<string, string>;
export type Key = `freshet:${string}`;

let area: Area = {};
/** What storage does not take, because it is full or forbidden; gone with the page. */
let spare: Area = {};

export const kept = (key: Key): string | undefined => area[key] ?? spare[key];

export function keep(key: Key, value: string): void {
  spare[key] = value;
  attempt(() => {
    area[key] = value;
    delete spare[key];
  });
}

export function forget(key: Key): void {
  delete area[key];
  delete spare[key];
}

const ours = (entries: Area, start: Key): Key[] =>
  Object.keys(entries).filter((key): key is Key => key.startsWith(start));

/** Keys that begin so, sorted. */
export const keysFrom = (start: Key): Key[] =>
  [area, spare].flatMap((entries) => ours(entries, start)).toSorted();

/** Goes over to what the consent allows, and forgets all that was kept elsewhere. */
export function storeAs(consent: Consent): void {
  const areas: Record<Consent, Area> = {
    none: {},
    anonymous: attempt(() => sessionStorage) ?? {},
    full: attempt(() => localStorage) ?? {},
  };
  area = areas[consent];
  spare = {};
  for (const other of Object.values(areas)) {
    if (other !== area) for (const key of ours(other, 'freshet:')) delete other[key];
  }
}
