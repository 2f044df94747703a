import { DEFAULT_SITE, SITE_PATTERN } from '@freshet/events';
import { HttpProblem, needs } from '@freshet/runtime';

/** For routes that show what a site's visitors do, and what all sites' do. */
const isOfBackOffice = true;
export const toShow = needs(['inspect', 'admin'], { isOfBackOffice });
export const toShowAll = needs(['inspect', 'admin'], { isOfBackOffice, isOfDeployment: true });

/** Which site a call is about; by its key, where that is of one. */
export const siteField = {
  site: { type: 'string', pattern: SITE_PATTERN, default: DEFAULT_SITE },
} as const;

export interface SiteQuery {
  readonly site: string;
}

/** Longest time that can be asked about, in ms: all that is kept. */
const LENGTH_MS_MAX = 761 * 86_400_000;

/** Which time a call is about: `from` and `to` in epoch ms. */
export const timeFields = {
  from: { type: 'integer', minimum: 0 },
  to: { type: 'integer', minimum: 0 },
} as const;

export interface TimeQuery {
  readonly from?: number;
  readonly to?: number;
}

/**
 * The time asked about; up to now, and as long as `lengthMs`, where nothing is said.
 * @throws HttpProblem PARAMETER_INVALID.
 */
export function timeOf(query: TimeQuery, now: number, lengthMs: number) {
  const to = Math.min(query.to ?? now, now);
  const from = query.from ?? to - lengthMs;
  if (from >= to) throw refusal('from', `it has to lie before ${new Date(to).toISOString()}`);
  if (to - from > LENGTH_MS_MAX) throw refusal('from', 'at most 761 days can be asked about');
  return { from, to };
}

/** What a call is told of a parameter that cannot be used. */
export function refusal(name: string, why: string): HttpProblem {
  const message = `The parameter "${name}" cannot be used: ${why}.`;
  return new HttpProblem(400, { code: 'PARAMETER_INVALID', message, pointer: `/${name}` });
}
