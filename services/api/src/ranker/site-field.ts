import { DEFAULT_SITE, SITE_PATTERN } from '@freshet/events';
import type { FieldReader } from '../query/fields.ts';

const pattern = new RegExp(SITE_PATTERN);

/** The site that a call is about. @throws HttpProblem PARAMETER_INVALID. */
export function siteOf(fields: FieldReader): string {
  const site = fields.text('site') ?? DEFAULT_SITE;
  if (pattern.test(site)) return site;
  throw fields.refusal('site', 'the name of a site: a–z, 0–9 and -');
}
