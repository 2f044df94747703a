import type { FastifyRequest } from 'fastify';

/** What a secret key may do. */
export type Scope = 'events' | 'recommend' | 'catalogue' | 'history' | 'inspect' | 'admin';

export interface KeyedAccess {
  /** A secret key needs one of them. */
  readonly scopes: readonly Scope[];
  /** Whether a publishable key will do. */
  readonly isPublic?: boolean;
  /** Whether it is about all sites together, so that a key of one will not do. */
  readonly isOfDeployment?: boolean;
  /** Whether the back office's login, where there is one, says who may call it, and keys do not. */
  readonly isOfBackOffice?: boolean;
  /** Whether it is taken from this machine only while there are no keys. */
  readonly isLocalWithoutKeys?: boolean;
  /** Whether it is passed on to another service, which counts it against the key's limits. */
  readonly isPassedOn?: boolean;
  /** Where other protocols have a key if no header and no `?key=` has one of ours; looked at once the body is read. */
  readonly keyIn?: (request: FastifyRequest) => unknown;
}

/** Who may call a route. Every route says so in its `config`; the guard of a server enforces it. */
export type RouteAccess = 'everyone' | KeyedAccess;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
}

/** For a route's `config`, with what it is for beside it. */
export const forEveryone = { access: 'everyone' } as const;

export function needs(
  scopes: Scope | readonly Scope[],
  besides: Omit<KeyedAccess, 'scopes'> = {},
): { readonly access: KeyedAccess } {
  return { access: { scopes: typeof scopes === 'string' ? [scopes] : scopes, ...besides } };
}

/** Of visitors and their pages. */
export const forVisitors = (scope: 'events' | 'recommend') => needs(scope, { isPublic: true });

const local = { isLocalWithoutKeys: true } as const;
const ofDeployment = { ...local, isOfDeployment: true } as const;

/** What operators look at and change, of one site. */
export const toInspectSite = needs(['inspect', 'admin'], local);
export const toChangeSite = needs('admin', local);
/** The same of the whole deployment. */
export const toInspectDeployment = needs(['inspect', 'admin'], ofDeployment);
export const toChangeDeployment = needs('admin', ofDeployment);
