import { DEFAULT_SITE, SITE_PATTERN } from '@freshet/events';

/** Which site a call is about. */
export const siteField = {
  site: { type: 'string', pattern: SITE_PATTERN, default: DEFAULT_SITE },
} as const;

export interface SiteQuery {
  readonly site: string;
}
