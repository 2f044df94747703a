import { forEveryone, HttpProblem } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import type { LoginContext } from '../login-context.ts';
import { returnAddress } from '../return-address.ts';
import { requireOurPages } from '../same-origin.ts';
import { isPassword, type PasswordHash } from './password-hash.ts';

const NAME_LENGTH_MAX = 128;
/** More is not hashed: a password of megabytes would cost more than a try may. */
const PASSWORD_LENGTH_MAX = 1024;

/** `POST /dashboard/login`: a form with `name`, `password` and where `to`. */
export function passwordRoutes(
  app: FastifyInstance,
  { plan, sessions }: LoginContext,
  hash: PasswordHash,
): void {
  app.post<{ Body: Record<string, unknown> | undefined }>(
    '/dashboard/login',
    { config: forEveryone },
    async (request, reply) => {
      requireOurPages(request, plan.origin);
      const { name, password, to } = request.body ?? {};
      const who = typeof name === 'string' ? name.trim() : '';
      if (who === '' || who.length > NAME_LENGTH_MAX) {
        throw refused(400, `Say who you are, in at most ${NAME_LENGTH_MAX} characters.`);
      }
      const isText = typeof password === 'string' && password.length <= PASSWORD_LENGTH_MAX;
      if (!isText || !(await isPassword(password, hash)))
        throw refused(401, 'The password is wrong.');
      await sessions.begin(request, reply, who);
      return reply.redirect(returnAddress(to), 303);
    },
  );
}

const refused = (status: number, message: string): HttpProblem =>
  new HttpProblem(status, { code: 'LOGIN_REFUSED', message });
