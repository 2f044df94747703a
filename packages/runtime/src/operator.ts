import type { FastifyRequest } from 'fastify';

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

/** Who calls, where they are logged in: they may do what the back office can. */
export const operatorOf = (request: FastifyRequest): Operator | undefined => operators.get(request);
