import { purposesOf } from '../purposes.ts';
import type { SelfDescribing } from './self-describing.ts';

/** Choices by which nothing is agreed to, or no longer. */
const unsettled = new Set<unknown>(['pending', 'expired', 'withdrawn']);

/**
 * The purposes that a visitor has agreed to, of a `consent_preferences` that sites give all their events as an
 * entity: its scopes. None where there are none to be read; undefined without one.
 */
export function consentIn(entities: readonly SelfDescribing[]): readonly string[] | undefined {
  const preferences = entities.find(isPreferences);
  if (preferences === undefined) return undefined;
  const { eventType, consentScopes } = preferences.data;
  if (unsettled.has(eventType) || !Array.isArray(consentScopes)) return [];
  return purposesOf(consentScopes.filter((scope: unknown) => typeof scope === 'string'));
}

const isPreferences = ({ vendor, name }: SelfDescribing): boolean =>
  name === 'consent_preferences' && vendor === 'com.snowplowanalytics.snowplow';
