import { HttpProblem } from '@freshet/runtime';
import type { FastifyRequest } from 'fastify';
import { FieldReader } from '../query/fields.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import { siteOf } from '../ranker/site-field.ts';

const HEADER = 'x-freshet-actor';
const ACTOR_LENGTH_MAX = 128;

/**
 * The site that a change is about, and who says they make it: the header, else `?by=`; null: nobody.
 * @throws HttpProblem PARAMETER_UNKNOWN, PARAMETER_INVALID.
 */
export function actorOf({ headers, query }: Pick<FastifyRequest, 'headers' | 'query'>): {
  readonly site: string;
  readonly by: string | null;
} {
  const reader = new FieldReader(fieldsOfQuery(query), ['site', 'by']);
  const by = headers[HEADER] ?? reader.text('by') ?? null;
  if (by === null || (typeof by === 'string' && by.length <= ACTOR_LENGTH_MAX)) {
    return { site: siteOf(reader), by };
  }
  const message = `Who changes a rule is said by ${HEADER} or ?by=, in at most ${ACTOR_LENGTH_MAX} characters.`;
  throw new HttpProblem(400, { code: 'PARAMETER_INVALID', message, pointer: '/by' });
}
