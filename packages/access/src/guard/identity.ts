import { HttpProblem } from '@freshet/runtime';
import type { FastifyRequest } from 'fastify';
import { JWTExpired } from 'jose/errors';
import { jwtVerify } from 'jose/jwt/verify';
import { callerOf } from './caller.ts';

const HEADER = 'x-freshet-identity';
const PARAMETER = 'identity';
/** Longer ones are not looked at; a token with a name and two times has about 200 characters. */
const TOKEN_LENGTH_MAX = 4_096;

/** The token that a request gives for its user, by header or in the address, from which it is taken out. */
export function takeIdentity({ headers, query }: FastifyRequest): string | undefined {
  const parameters = query as Record<string, unknown>;
  const inQuery = parameters[PARAMETER];
  delete parameters[PARAMETER];
  const token = headers[HEADER] ?? inQuery;
  return typeof token === 'string' ? token : undefined;
}

/**
 * The user whom a page's request proves that it speaks for; null for nobody. Undefined where no proof is
 * needed: secret keys, and whoever may do everything without one, speak for all.
 *
 * A proof is a JWT (RFC 7519) that the site's own server has signed with the site's identity secret, by
 * HS256 and nothing else, with the user as `sub` and an `exp`.
 * @throws HttpProblem 403 IDENTITY_EXPIRED for one that was a proof, so that who has sent it tries another.
 */
export function provenUser(
  request: FastifyRequest,
): string | null | undefined | Promise<string | null> {
  const { key, identity, secrets } = callerOf(request);
  if (key?.kind !== 'publishable') return undefined;
  // Without a promise: what has no token is not to wait, so that requests of a connection keep their order.
  if (identity === undefined || identity.length > TOKEN_LENGTH_MAX) return null;
  return userIn(identity, secrets);
}

async function userIn(identity: string, secrets: readonly Uint8Array[]): Promise<string | null> {
  for (const secret of secrets) {
    const { payload } = await jwtVerify(identity, secret, {
      algorithms: ['HS256'],
      requiredClaims: ['sub', 'exp'],
    }).catch(unproven);
    if (payload.sub !== undefined) return payload.sub;
  }
  return null;
}

function unproven(error: unknown): { readonly payload: { readonly sub: undefined } } {
  // Its signature is looked at before its times.
  if (!(error instanceof JWTExpired)) return { payload: { sub: undefined } };
  const message =
    'The token that says who the user is has expired: have your server sign a new one.';
  throw new HttpProblem(403, { code: 'IDENTITY_EXPIRED', message });
}

/** @throws HttpProblem 403 USER_UNVERIFIED, IDENTITY_EXPIRED where a page asks about a user whom it does not prove to be. */
export async function requireUser(request: FastifyRequest, userId: string | null): Promise<void> {
  if (userId === null) return;
  const proven = await provenUser(request);
  if (proven === undefined || proven === userId) return;
  const message = `With a publishable key a userId takes the token that your server has signed for it (${HEADER} or ?${PARAMETER}=); ask by anonymousId without one.`;
  throw new HttpProblem(403, { code: 'USER_UNVERIFIED', message });
}
