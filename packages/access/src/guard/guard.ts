import {
  HttpProblem,
  type KeyedAccess,
  loginRequired,
  operatorOf,
  requireLoopback,
} from '@freshet/runtime';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Access } from '../access.ts';
import type { KeyLimiter } from '../limits/key-limiter.ts';
import type { Caller } from './caller.ts';
import { takeCredential } from './credential.ts';
import { takeIdentity } from './identity.ts';
import { requireRight, siteFor } from './verdict.ts';

type Deciding = Pick<Access, 'isOpen' | 'find' | 'identitySecrets'>;

export interface GuardOptions {
  /** Whether the back office asks for a login of its own. */
  readonly hasLogin?: boolean;
  /** Without it keys may be used as much as they like. */
  readonly limiter?: KeyLimiter;
}

/**
 * Has the routes that `app` is given from now on answer only who may call them, by the key that comes
 * along. The answer is the same for a key that is malformed, unknown, revoked or expired.
 * Who is logged in to the back office needs none, if the server was told before to know them.
 */
export function guardRoutes(
  app: FastifyInstance,
  access: Deciding,
  { hasLogin = false, limiter }: GuardOptions = {},
): void {
  app.decorateRequest('caller', null);
  app.addHook('onRoute', requireDeclaration);
  app.addHook('onRequest', async (request, reply) => {
    const { access: who } = request.routeOptions.config;
    // Without one there is no such route, or it is a preflight, which browsers send without credentials.
    if (who === undefined || who === 'everyone') return;
    // Routes for pages say this of their answers; a refusal is to be read as well.
    if (who.isPublic === true) {
      void reply.header('access-control-allow-origin', '*');
      void reply.header('access-control-expose-headers', 'retry-after');
    }
    if (who.keyIn === undefined) await admit(request, who);
  });
  app.addHook('preHandler', async (request) => {
    const { access: who } = request.routeOptions.config;
    if (who !== undefined && who !== 'everyone' && who.keyIn !== undefined)
      await admit(request, who);
  });

  async function admit(request: FastifyRequest, who: KeyedAccess): Promise<void> {
    const isLoggedIn =
      operatorOf(request) !== undefined || (hasLogin && who.isOfBackOffice === true);
    if (hasLogin && !isLoggedIn && access.isOpen && isOfLoggedOutPage(request, who)) {
      throw loginRequired();
    }
    const caller = isLoggedIn ? withoutKey(request) : await callerIn(request, who, access);
    request.caller = { ...caller, limiter };
    if (caller.key !== null && who.isPassedOn !== true) await limiter?.takeRequest(caller.key);
  }
}

/** Commands of this machine need no login where there are no keys; a page of the back office does. */
const isOfLoggedOutPage = ({ headers }: FastifyRequest, who: KeyedAccess): boolean =>
  who.isLocalWithoutKeys === true && headers['sec-fetch-site'] !== undefined;

function requireDeclaration({ method, url, config }: RouteOptions): void {
  if (config?.access !== undefined || method === 'OPTIONS') return;
  throw new Error(`${String(method)} ${url} does not say in its config who may call it.`);
}

const HOW_KEYS_COME =
  'This call takes a key: as "Authorization: Bearer", as "x-api-key" or, if it is a page\'s, as "?key=".';

async function callerIn(
  request: FastifyRequest,
  who: KeyedAccess,
  access: Deciding,
): Promise<Caller> {
  const text = keyOf(takeCredential(request), who.keyIn?.(request));
  const identity = takeIdentity(request);
  if (access.isOpen) {
    if (who.isLocalWithoutKeys === true) await requireLoopback(request);
    return withoutKey(request);
  }
  if (text === undefined) throw unauthorized('KEY_MISSING', HOW_KEYS_COME);
  const key = access.find(text);
  if (key === undefined) {
    throw unauthorized('KEY_REFUSED', 'The key is none that counts: unknown, revoked or expired.');
  }
  const { method, headers } = request;
  requireRight(key, who, { method, origin: headers.origin });
  const site = siteFor(key, siteIn(request));
  return { key, site, identity, secrets: access.identitySecrets(site) };
}

/** Beside a key in the body a header may have the token of another server's OAuth, which is no key of ours. */
function keyOf(given: string | undefined, inBody: unknown): string | undefined {
  return given?.startsWith('freshet_') === true || typeof inBody !== 'string' ? given : inBody;
}

const siteIn = ({ query }: FastifyRequest) => (query as { site?: unknown }).site;

const withoutKey = (request: FastifyRequest): Caller => ({
  key: null,
  site: siteFor(null, siteIn(request)),
  secrets: [],
});

const unauthorized = (code: string, message: string) => new HttpProblem(401, { code, message });
