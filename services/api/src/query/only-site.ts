import { siteOf } from '@freshet/access';
import type { FastifyRequest } from 'fastify';
import { refuseOthers } from './fields.ts';
import { fieldsOfQuery } from './query-string.ts';

/**
 * The site of a call whose query may say nothing else.
 * @throws HttpProblem PARAMETER_UNKNOWN.
 */
export function onlySite(request: FastifyRequest): string {
  refuseOthers(fieldsOfQuery(request.query), ['site']);
  return siteOf(request);
}
