import type { Logger } from '@freshet/runtime';
import type { FastifyRequest } from 'fastify';
import type { LoginPlan } from './plan.ts';
import type { Cookies } from './session/cookies.ts';
import type { Seal } from './session/seal.ts';
import type { Session } from './session/session.ts';
import type { Sessions } from './session/sessions.ts';

/** Where the pages' styles and the script of the theme are. */
export interface LoginLook {
  readonly styles: string;
  readonly theme: string;
}

/** What the pages of login and logout work with. */
export interface LoginContext {
  readonly plan: LoginPlan;
  readonly sessions: Sessions;
  readonly seal: Seal;
  readonly cookies: Cookies;
  readonly clock: () => number;
  readonly logger: Logger;
  readonly look: LoginLook;
  sessionOf(request: FastifyRequest): Session | undefined;
}
