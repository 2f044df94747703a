import { isObject } from '@freshet/runtime';
import { purposesOf } from '../purposes.ts';
import type { SegmentMessage } from './message.ts';

/**
 * The purposes that a visitor has agreed to, of `context.consent.categoryPreferences`: the categories that are
 * true. undefined where nothing was told.
 */
export function purposes(context: SegmentMessage | undefined): readonly string[] | undefined {
  const consent = context?.['consent'];
  const preferences = isObject(consent) ? consent['categoryPreferences'] : undefined;
  if (!isObject(preferences)) return undefined;
  const categories = Object.keys(preferences);
  if (categories.length === 0) return undefined;
  return purposesOf(categories.filter((name) => preferences[name] === true));
}
