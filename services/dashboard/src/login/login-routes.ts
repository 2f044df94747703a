import forms from '@fastify/formbody';
import { addressReader, forEveryone, HttpProblem } from '@freshet/runtime';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { boundAttempts } from './attempts.ts';
import type { LoginContext } from './login-context.ts';
import { LoginFailed, Provider } from './openid/provider.ts';
import { openIdRoutes } from './openid/routes.ts';
import { loginPage } from './page/login-page.ts';
import { passwordRoutes } from './password/routes.ts';
import { returnAddress } from './return-address.ts';
import { requireOurPages } from './same-origin.ts';

interface ToQuery {
  Querystring: { readonly to?: unknown };
}

/** `/dashboard/login` and what belongs to it, `POST /dashboard/logout`, `GET /dashboard/session`. */
export async function loginRoutes(app: FastifyInstance, options: LoginContext): Promise<void> {
  const { plan, sessions, look, logger, sessionOf } = options;
  const { way, origin } = plan;
  const provider = way.kind === 'openid' ? new Provider(way, origin!) : undefined;
  const page = (reply: FastifyReply, to: string, fault?: string) =>
    reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(loginPage({ ...look, to, fault, provider: provider?.name }));

  app.setErrorHandler((error: Error, request, reply) => {
    const { status, fault, retryAfterS } = shown(error);
    if (status >= 500) logger.warn({ err: error }, 'nobody could be logged in');
    else logger.info({ err: error, address: request.socket.remoteAddress }, 'a login was refused');
    if (retryAfterS !== undefined) void reply.header('retry-after', retryAfterS);
    return page(reply.code(status), '/dashboard', fault);
  });
  await app.register(forms, { bodyLimit: 8 * 1024 });

  app.get<ToQuery>('/dashboard/login', { config: forEveryone }, ({ query }, reply) =>
    page(reply, returnAddress(query.to)),
  );

  await app.register(async (tries) => {
    await boundAttempts(tries, addressReader(plan.trustedProxies));
    if (way.kind === 'password') passwordRoutes(tries, options, way.hash);
    else openIdRoutes(tries, options, provider!);
  });

  app.post('/dashboard/logout', { config: forEveryone }, async (request, reply) => {
    requireOurPages(request, origin);
    const session = sessionOf(request);
    if (session !== undefined) await sessions.end(session, reply);
    return reply.redirect('/dashboard/login', 303);
  });

  app.get('/dashboard/session', { config: forEveryone }, (request, reply) => {
    const session = sessionOf(request);
    return session === undefined
      ? reply.code(401).send({ code: 'LOGIN_REQUIRED', message: 'You are not logged in.' })
      : reply.send({ name: session.name });
  });
}

/** What the page says of a failure; what nobody foresaw stays in the log. */
function shown(error: Error & { readonly statusCode?: number }): {
  status: number;
  fault: string;
  retryAfterS?: number | undefined;
} {
  if (error instanceof LoginFailed)
    return { status: error.isDown ? 503 : 403, fault: error.message };
  if (error instanceof HttpProblem) {
    return { status: error.statusCode, fault: error.message, retryAfterS: error.retryAfterS };
  }
  const status = error.statusCode ?? 503;
  return status < 500
    ? { status, fault: error.message }
    : { status: 503, fault: 'You could not be logged in or out; the log says why. Try again.' };
}
