import { HttpProblem } from '@freshet/runtime';
import type { FastifyRequest } from 'fastify';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a call that may change something comes from a page of ours: another site can have a browser
 * send one with our cookie, but cannot have it lie about where it comes from (Fetch Metadata, and Origin
 * where that is not sent). `origin` is where our pages are; undefined: where the request says.
 */
export function isFromOurPages(
  { method, headers }: Pick<FastifyRequest, 'method' | 'headers'>,
  origin: string | undefined,
): boolean {
  if (safe.has(method)) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const from = headers.origin;
  if (from === undefined || !URL.canParse(from)) return false;
  return origin === undefined ? new URL(from).host === headers.host : from === origin;
}

/** @throws HttpProblem 403 CROSS_SITE_REFUSED. */
export function requireOurPages(request: FastifyRequest, origin: string | undefined): void {
  if (isFromOurPages(request, origin)) return;
  const message =
    'The call does not come from a page of the back office. Behind a proxy set DASHBOARD_URL to where browsers find it.';
  throw new HttpProblem(403, { code: 'CROSS_SITE_REFUSED', message });
}
