import type { RouteAccess } from '@freshet/runtime';

/** The ways in which a call may carry a key. */
export const securitySchemes = {
  secretKey: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A secret key with one of the scopes that the call names; also as `x-api-key`. A server of this machine that has no keys takes calls without one.',
  },
  publishableKey: {
    type: 'apiKey',
    in: 'query',
    name: 'key',
    description: 'A publishable key, for pages; also as `Authorization: Bearer`.',
  },
} as const;

type Requirement = Readonly<Record<string, readonly string[]>>;

/** Any one of them will do. */
export function securityOf(access: RouteAccess): readonly Requirement[] {
  if (access === 'everyone') return [];
  const bySecret = access.scopes.map((scope) => ({ secretKey: [scope] }));
  return access.isPublic === true ? [...bySecret, { publishableKey: [] }] : bySecret;
}
