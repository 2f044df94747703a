import type { Consent, Settings } from './types.ts';

/**
 * The site's choice, unless the browser says that the visitor wants not to be followed (Global
 * Privacy Control, Do Not Track): then none, until `freshet.consent` brings the visitor's own answer.
 */
export const consentAtStart = (
  { consent = 'full' }: Settings,
  browser: { doNotTrack?: string | null; globalPrivacyControl?: boolean },
): Consent => (browser.globalPrivacyControl || browser.doNotTrack === '1' ? 'none' : consent);
