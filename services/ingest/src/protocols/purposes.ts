import { PURPOSES_MAX } from '../limits.ts';
import { plainName } from './plain-name.ts';

/** Categories, as consent banners name them, that mean one of our purposes. C0002 and C0003 are OneTrust's. */
const meanings = new Map([
  ['personalisation', 'personalization'],
  ['functional', 'personalization'],
  ['c0003', 'personalization'],
  ['performance', 'analytics'],
  ['statistics', 'analytics'],
  ['c0002', 'analytics'],
]);
const ours = new Set(meanings.values());

/** The purposes that these categories mean, others by their plain names; of more than are kept ours come first. */
export function purposesOf(categories: readonly string[]): readonly string[] {
  const plain = categories.map(plainName).filter((name) => name !== '');
  const purposes = [...new Set(plain.map((name) => meanings.get(name) ?? name))];
  if (purposes.length <= PURPOSES_MAX) return purposes;
  return purposes
    .toSorted((a, b) => Number(ours.has(b)) - Number(ours.has(a)))
    .slice(0, PURPOSES_MAX);
}
