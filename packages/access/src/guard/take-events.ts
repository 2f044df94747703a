import type { FastifyRequest } from 'fastify';
import { callerOf } from './caller.ts';

/**
 * Counts a request's events against the limits of its key; before any of them is taken. Undefined where
 * nothing is limited: without a promise, so that requests of a connection keep their order.
 * @throws HttpProblem 429 RATE_LIMITED, QUOTA_EXHAUSTED, 413 BATCH_OVER_LIMIT.
 */
export function takeEvents(request: FastifyRequest, amount: number): Promise<void> | undefined {
  const { key, limiter } = callerOf(request);
  return key === null ? undefined : limiter?.takeEvents(key, amount);
}
