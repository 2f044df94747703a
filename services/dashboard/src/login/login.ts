import {
  forEveryone,
  type Logger,
  loginRequired,
  operatorOf,
  recogniseOperator,
} from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LoginLook } from './login-context.ts';
import { loginRoutes } from './login-routes.ts';
import type { LoginPlan, LoginWay } from './plan.ts';
import { isFromOurPages, requireOurPages } from './same-origin.ts';
import { Cookies } from './session/cookies.ts';
import { followLogouts } from './session/follow-logouts.ts';
import { OpenAnswers } from './session/open-answers.ts';
import { Seal } from './session/seal.ts';
import type { Session } from './session/session.ts';
import { Sessions } from './session/sessions.ts';

export interface LoginOptions {
  readonly plan: LoginPlan | undefined;
  readonly log: Log;
  readonly logger: Logger;
  /** Epoch ms. */
  readonly clock: () => number;
  onFatal(error: Error): void;
}

/** Who may use the back office. */
export interface Login {
  /** Has a server know who calls; before any routes are added to it. */
  attach(app: FastifyInstance): void;
  /** Has the routes that `app` is given from now on ask for a login. */
  require(app: FastifyInstance): void;
  /** Adds the pages of login and logout. */
  routes(app: FastifyInstance, look: LoginLook): Promise<void>;
  close(): Promise<void>;
}

/** Without a plan everybody who reaches the back office may use it. @throws FreshetError LOG_UNREACHABLE. */
export async function openLogin(options: LoginOptions): Promise<Login> {
  const { plan, logger, clock } = options;
  if (plan === undefined) {
    logger.info(
      {},
      'the back office is open to whoever is on this machine: no login is configured',
    );
    return openToAll;
  }
  const answers = new OpenAnswers(clock);
  const logouts = await followLogouts({ ...options, onEnded: (id) => answers.closeAllOf(id) });
  const cookies = new Cookies(plan.origin);
  const seal = new Seal(plan.secret, fingerprintOf(plan.way));
  const sessions = new Sessions({ seal, cookies, logouts, clock });
  const held = new WeakMap<FastifyRequest, Session>();

  async function recognise(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // What another site has a browser send is nobody's call, whatever cookie came with it.
    if (request.headers.cookie === undefined || !isFromOurPages(request, plan!.origin)) return;
    const session = await sessions.of(request, reply);
    if (session === undefined) return;
    held.set(request, session);
    recogniseOperator(request, session);
  }

  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    requireOurPages(request, plan!.origin);
    const session = held.get(request);
    if (session !== undefined) {
      answers.add(session, reply);
      return undefined;
    }
    if (!isForPeople(request)) throw loginRequired();
    return reply.redirect(`/dashboard/login?to=${encodeURIComponent(request.url)}`, 303);
  }

  return {
    attach(app) {
      app.addHook('onRequest', recognise);
      app.addHook('onResponse', async (request, reply) => note(logger, request, reply));
    },
    require: (app) => void app.addHook('onRequest', admit),
    routes: (app, look) =>
      loginRoutes(app, {
        plan,
        sessions,
        seal,
        cookies,
        clock,
        logger,
        look,
        sessionOf: (request) => held.get(request),
      }),
    async close() {
      answers.stop();
      await logouts.close();
    },
  };
}

const openToAll: Login = {
  attach() {},
  require() {},
  async routes(app) {
    app.get('/dashboard/session', { config: forEveryone }, () => ({ name: null }));
  },
  close: () => Promise.resolve(),
};

/** With another password, or at another provider, who logged in before has to again. */
function fingerprintOf(way: LoginWay): string {
  return way.kind === 'password'
    ? `password ${way.hash.salt.toString('hex')} ${way.hash.key.toString('hex')}`
    : `openid ${way.issuer.href} ${way.clientId}`;
}

const isForPeople = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && (headers.accept?.includes('text/html') ?? false);

/** Who changed what, beside the trail that rules have. */
function note(logger: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const operator = operatorOf(request);
  if (operator === undefined || request.method === 'GET') return;
  const { method, routeOptions, params } = request;
  const call = { by: operator.name, method, route: routeOptions.url, params };
  logger.info({ ...call, status: reply.statusCode }, 'call from the back office');
}
