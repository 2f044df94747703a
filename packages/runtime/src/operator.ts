import type { FastifyRequest } from 'fastify';
import { HttpProblem } from './http/problem.ts';

/** Somebody who is logged in to the back office. */
export interface Operator {
  /** Their e-mail address, or the name they gave. */
  readonly name: string;
}

const operators = new WeakMap<FastifyRequest, Operator>();

/** To be said by what checks logins alone, before a route's own rules are applied. */
export function recogniseOperator(request: FastifyRequest, operator: Operator): void {
  operators.set(request, operator);
}

/** For a call that only somebody who is logged in may make. */
export function loginRequired(): HttpProblem {
  const message = 'This is for who is logged in to the back office; log in at /dashboard/login.';
  return new HttpProblem(401, { code: 'LOGIN_REQUIRED', message });
}

/** Who calls, where they are logged in: they may do what the back office can. */
export const operatorOf = (request: FastifyRequest): Operator | undefined => operators.get(request);
