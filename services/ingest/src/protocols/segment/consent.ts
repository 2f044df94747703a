import { isObject } from '@freshet/runtime';
import { PURPOSES_MAX } from '../../limits.ts';
import type { SegmentMessage } from './message.ts';
import { plainName } from './event-name.ts';

/** Categories, as consent banners name them, that mean one of our purposes. C0002 and C0003 are OneTrust's. */
const meanings: Readonly<Record<string, string>> = {
  personalisation: 'personalization',
  functional: 'personalization',
  c0003: 'personalization',
  performance: 'analytics',
  statistics: 'analytics',
  c0002: 'analytics',
};

const ours = new Set(Object.values(meanings));

/**
 * The purposes that a visitor has agreed to, of `context.consent.categoryPreferences`: each category that is
 * true by its plain name, and the purpose it means; of more than are kept ours come first. undefined where
 * nothing was told.
 */
export function purposes(context: SegmentMessage | undefined): readonly string[] | undefined {
  const consent = context?.['consent'];
  const preferences = isObject(consent) ? consent['categoryPreferences'] : undefined;
  if (!isObject(preferences)) return undefined;
  const categories = Object.keys(preferences);
  if (categories.length === 0) return undefined;
  const agreed = categories.filter((name) => preferences[name] === true).map(plainName);
  const meant = agreed.map((name) => meanings[name] ?? name).filter((name) => name !== '');
  const all = [...new Set(meant)];
  if (all.length <= PURPOSES_MAX) return all;
  return all.toSorted((a, b) => Number(ours.has(b)) - Number(ours.has(a))).slice(0, PURPOSES_MAX);
}
