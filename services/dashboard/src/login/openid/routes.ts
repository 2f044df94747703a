import { forEveryone } from '@freshet/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { LoginContext } from '../login-context.ts';
import { returnAddress } from '../return-address.ts';
import { type Attempt, LoginFailed, type Provider } from './provider.ts';

/** How long somebody may take at the provider, in s. */
const ATTEMPT_S_MAX = 600;

/** `GET /dashboard/login/openid` goes to the provider, `GET /dashboard/login/callback` comes back from it. */
export function openIdRoutes(
  app: FastifyInstance,
  { sessions, seal, cookies, clock }: LoginContext,
  provider: Provider,
): void {
  app.get<{ Querystring: { readonly to?: unknown } }>(
    '/dashboard/login/openid',
    { config: forEveryone },
    async ({ query }, reply) => {
      const { url, attempt } = await provider.begin(returnAddress(query.to), clock());
      cookies.write(reply, 'login', await seal.seal('attempt', attempt), ATTEMPT_S_MAX);
      return reply.redirect(url.href, 303);
    },
  );

  app.get('/dashboard/login/callback', { config: forEveryone }, async (request, reply) => {
    const attempt = await attemptOf(request);
    cookies.drop(reply, 'login');
    const name = await provider.finish(request.url.split('?')[1] ?? '', attempt);
    await sessions.begin(request, reply, name);
    return reply.redirect(attempt.to, 303);
  });

  async function attemptOf(request: FastifyRequest): Promise<Attempt> {
    const text = cookies.read(request, 'login');
    const attempt = text === undefined ? undefined : await seal.open<Attempt>('attempt', text);
    if (attempt !== undefined && clock() < attempt.at + ATTEMPT_S_MAX * 1000) return attempt;
    const message = 'This login was not begun in this browser, or too long ago; log in again.';
    throw new LoginFailed(message, { isDown: false });
  }
}
