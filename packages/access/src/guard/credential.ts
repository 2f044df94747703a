import { HttpProblem } from '@freshet/runtime';
import type { FastifyRequest } from 'fastify';

/** The parameter that carries a publishable key where a header would cost a page a preflight. */
const PARAMETER = 'key';

/**
 * The text that a request gives as its key: `Authorization: Bearer`, or Basic with the key as the user
 * name, else `x-api-key`, else `?key=`, which is taken out of the query. undefined without one.
 * @throws HttpProblem 401 KEY_MISPLACED for a secret key in an address, which logs and histories keep.
 */
export function takeCredential(request: FastifyRequest): string | undefined {
  const { authorization, 'x-api-key': apiKey } = request.headers;
  const inQuery = takeParameter(request);
  if (authorization !== undefined) return keyIn(authorization);
  return typeof apiKey === 'string' ? apiKey : inQuery;
}

function takeParameter({ query }: FastifyRequest): string | undefined {
  const parameters = query as Record<string, unknown>;
  const value = parameters[PARAMETER];
  if (value === undefined) return undefined;
  delete parameters[PARAMETER];
  // A tag without a key sends it empty.
  if (value === '') return undefined;
  if (typeof value !== 'string') return 'several';
  if (!value.startsWith('freshet_sk_')) return value;
  const message =
    'A secret key has no place in an address, where logs keep it: revoke it, and send another in a header.';
  throw new HttpProblem(401, { code: 'KEY_MISPLACED', message });
}

/** A scheme that is none of ours holds no key. */
function keyIn(authorization: string): string {
  const space = authorization.indexOf(' ');
  const scheme = authorization.slice(0, space).toLowerCase();
  const rest = authorization.slice(space + 1).trim();
  if (scheme === 'bearer') return rest;
  return scheme === 'basic' ? Buffer.from(rest, 'base64').toString().split(':', 1)[0]! : '';
}
