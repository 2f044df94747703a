import type { FastifyRequest } from 'fastify';
import { HttpProblem } from './http.ts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Lets only a client on this machine itself through, for routes that change the deployment. A proxy
 * speaks for somebody else, and so does a browser, which any page can have send requests to here.
 * @throws HttpProblem 403 ADMIN_LOOPBACK_ONLY.
 */
export async function requireLoopback({ ip, headers }: FastifyRequest): Promise<void> {
  const isForSomebodyElse =
    headers['x-forwarded-for'] !== undefined ||
    headers.forwarded !== undefined ||
    headers.origin !== undefined;
  if (LOOPBACK.test(ip) && !isForSomebodyElse) return;
  throw new HttpProblem(403, {
    code: 'ADMIN_LOOPBACK_ONLY',
    message:
      'This is for commands on the machine that Freshet runs on; call it there, by 127.0.0.1.',
  });
}
