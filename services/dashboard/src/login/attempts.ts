import rateLimit from '@fastify/rate-limit';
import { type AddressOf, HttpProblem } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';

const WINDOW_MS = 15 * 60_000;
/** Logins tried from one address in 15 minutes; more are refused. */
export const ATTEMPTS_OF_ADDRESS_MAX = 10;
/** The same of all addresses together, since an address costs an attacker little. */
export const ATTEMPTS_MAX = 100;
/** Addresses that are counted at a time; the one that was quiet for longest is forgotten. */
const ADDRESSES_MAX = 10_000;

/**
 * Bounds how often logins are tried, as an `onRequest` hook of the routes that try one. Where
 * nobody said which proxies to believe, an address is that of the connection: what a header says there
 * costs nothing to make up.
 * @throws HttpProblem 429 LOGIN_ATTEMPTS_EXCEEDED.
 */
export async function boundAttempts(app: FastifyInstance, addressOf: AddressOf): Promise<void> {
  await app.register(rateLimit, { global: false, cache: ADDRESSES_MAX, timeWindow: WINDOW_MS });
  const ofAddress = app.createRateLimit({
    max: ATTEMPTS_OF_ADDRESS_MAX,
    keyGenerator: ({ raw }) => addressOf(raw) ?? raw.socket.remoteAddress ?? 'unknown',
  });
  const ofAll = app.createRateLimit({ max: ATTEMPTS_MAX, keyGenerator: () => 'all' });
  app.addHook('onRequest', async (request) => {
    for (const limit of [ofAddress, ofAll]) {
      const standing = await limit(request);
      if (!standing.isAllowed && standing.isExceeded) throw exceeded(standing.ttlInSeconds);
    }
  });
}

function exceeded(seconds: number): HttpProblem {
  const message = `Logins were tried too often; try again in ${Math.ceil(seconds / 60)} minutes.`;
  return new HttpProblem(429, { code: 'LOGIN_ATTEMPTS_EXCEEDED', message }, seconds);
}
