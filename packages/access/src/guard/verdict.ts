import { DEFAULT_SITE, SITE_PATTERN } from '@freshet/events';
import { HttpProblem, type KeyedAccess } from '@freshet/runtime';
import { ANY_SITE, type KeyRecord } from '../keys/key-record.ts';
import { isOriginIn } from '../keys/origin.ts';

const sitePattern = new RegExp(SITE_PATTERN);

/** What of a request decides whether its key will do. */
export interface Asked {
  readonly method: string;
  readonly origin: string | undefined;
}

/** @throws HttpProblem 403 KEY_PUBLISHABLE, SCOPE_MISSING, KEY_OF_ONE_SITE, ORIGIN_REFUSED. */
export function requireRight(key: KeyRecord, access: KeyedAccess, asked: Asked): void {
  if (key.kind === 'publishable') {
    if (access.isPublic !== true) {
      const message = 'A publishable key is for pages: this call takes a secret key.';
      throw new HttpProblem(403, { code: 'KEY_PUBLISHABLE', message });
    }
    return requireOrigin(key, asked);
  }
  if (!access.scopes.some((scope) => key.scopes.includes(scope))) {
    const message = `This call takes a key with the scope ${access.scopes.join(' or ')}.`;
    throw new HttpProblem(403, { code: 'SCOPE_MISSING', message });
  }
  if (access.isOfDeployment === true && key.site !== ANY_SITE) {
    const message = 'This call is about all sites: it takes a key of all of them (--site "*").';
    throw new HttpProblem(403, { code: 'KEY_OF_ONE_SITE', message });
  }
}

/**
 * Browsers say where a page is from with every POST and with every request to another origin whose
 * answer the page could read. What is without is a GET of a page of ours, or of no page at all.
 */
function requireOrigin({ origins }: KeyRecord, { method, origin }: Asked): void {
  if (origins.length === 0) return;
  if (origin === undefined ? method !== 'POST' : isOriginIn(origins, origin)) return;
  const message = `The key is not for pages of ${origin === undefined ? 'no origin' : 'this origin'}.`;
  throw new HttpProblem(403, { code: 'ORIGIN_REFUSED', message });
}

/**
 * The site that a key has a request act on.
 * @throws HttpProblem 400 PARAMETER_INVALID, 403 SITE_OF_OTHER_KEY.
 */
export function siteFor(key: Pick<KeyRecord, 'site'> | null, asked: unknown): string {
  const own = key?.site ?? ANY_SITE;
  if (asked === undefined) return own === ANY_SITE ? DEFAULT_SITE : own;
  if (typeof asked !== 'string' || !sitePattern.test(asked)) {
    const message = '"site" must be the name of a site: a–z, 0–9 and -.';
    throw new HttpProblem(400, { code: 'PARAMETER_INVALID', message, pointer: '/site' });
  }
  if (own === ANY_SITE || own === asked) return asked;
  const message = 'The key is of another site than ?site= says.';
  throw new HttpProblem(403, { code: 'SITE_OF_OTHER_KEY', message });
}
