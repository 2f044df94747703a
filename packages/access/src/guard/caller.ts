import { DEFAULT_SITE } from '@freshet/events';
import { HttpProblem, requireLoopback, type Scope } from '@freshet/runtime';
import type { FastifyRequest } from 'fastify';
import type { KeyLimiter } from '../limits/key-limiter.ts';
import type { KeyRecord } from '../keys/key-record.ts';

/** Who makes a request, as the guard has found. */
export interface Caller {
  /** null: there are no keys, and whoever reaches the server may do everything. */
  readonly key: KeyRecord | null;
  /** Whose data it reads and writes. */
  readonly site: string;
  /** The token by which a page says who its visitor is, as it came. */
  readonly identity?: string | undefined;
  /** What such tokens of the site are signed with, newest first. */
  readonly secrets: readonly Uint8Array[];
  /** Holds the key to its limits. */
  readonly limiter?: KeyLimiter | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** Who makes a request. */
export function callerOf({ caller }: FastifyRequest): Caller {
  if (caller !== null && caller !== undefined) return caller;
  throw new Error('The server has no guard, or the route is for everyone: see guardRoutes.');
}

/** The site that a request is of, by its key; where the key leaves it open by `?site=`, else the default one. */
export const siteOf = (request: FastifyRequest): string => callerOf(request).site;

/** The same where nobody had to say who calls, as in a request that was refused before. */
export const siteOfAny = ({ caller }: FastifyRequest): string => caller?.site ?? DEFAULT_SITE;

/** Whether a page may have sent it, whose visitor is not known to be who they say. */
export const isPublic = (request: FastifyRequest): boolean =>
  callerOf(request).key?.kind === 'publishable';

/** As `requireScope`, of what everybody may do while there are no keys. */
export function requireKeyScope(request: FastifyRequest, scope: Scope, what: string): void {
  const { key } = callerOf(request);
  if (key === null || (key.kind === 'secret' && key.scopes.includes(scope))) return;
  const message = `${what} takes a secret key with the scope ${scope}.`;
  throw new HttpProblem(403, { code: 'SCOPE_MISSING', message });
}

/**
 * For parts of a call that need more than the call itself. Without keys they are taken from this machine only.
 * @throws HttpProblem 403 SCOPE_MISSING, ADMIN_LOCAL_ONLY.
 */
export async function requireScope(
  request: FastifyRequest,
  scope: Scope,
  what: string,
): Promise<void> {
  if (callerOf(request).key === null) await requireLoopback(request);
  else requireKeyScope(request, scope, what);
}
