import type { Consent, Settings } from './types.ts';

/** The attributes of the script tag, and what follows from the script's own address. */
export function settingsOf(attributes: Readonly<DOMStringMap>, script: string): Settings {
  const { endpoint = addressOf(script), api = endpoint } = attributes;
  return { ...(attributes as Partial<Settings>), endpoint, api };
}

/** What stands before `/beacon.js` or `/beacon/<version>/beacon.js`: a proxy may add to the origin. */
export const addressOf = (script: string): string =>
  script.replace(/\/beacon(\/[\w-]+\/beacon)?\.js.*/, '');

/**
 * The site's choice, unless the browser says that the visitor wants not to be followed (Global
 * Privacy Control, Do Not Track): then none, until `freshet.consent` brings the visitor's own answer.
 */
export const consentAtStart = (
  { consent = 'full' }: Settings,
  browser: { doNotTrack?: string | null; globalPrivacyControl?: boolean },
): Consent => (browser.globalPrivacyControl || browser.doNotTrack === '1' ? 'none' : consent);
