import { siteOf } from '@freshet/access';
import { HttpProblem, operatorOf } from '@freshet/runtime';
import type { FastifyRequest } from 'fastify';
import { FieldReader } from '../query/fields.ts';
import { fieldsOfQuery } from '../query/query-string.ts';

const HEADER = 'x-freshet-actor';
export const ACTOR_LENGTH_MAX = 128;

/**
 * The site that a change is about, and who makes it: who is logged in, else who is said to by the header,
 * else by `?by=`; null: nobody.
 * @throws HttpProblem PARAMETER_UNKNOWN, PARAMETER_INVALID.
 */
export function actorOf(request: FastifyRequest): {
  readonly site: string;
  readonly by: string | null;
} {
  const { headers, query } = request;
  const reader = new FieldReader(fieldsOfQuery(query), ['site', 'by']);
  const told = reader.text('by') ?? null;
  const by = operatorOf(request)?.name ?? textOf(headers[HEADER]) ?? told;
  if (by === null || (typeof by === 'string' && by.length <= ACTOR_LENGTH_MAX)) {
    return { site: siteOf(request), by };
  }
  const message = `Who changes a rule is said by ${HEADER} or ?by=, in at most ${ACTOR_LENGTH_MAX} characters.`;
  throw new HttpProblem(400, { code: 'PARAMETER_INVALID', message, pointer: '/by' });
}

/** Letters beyond Latin-1 come as in RFC 8187: `UTF-8''Zo%C3%AB`. */
function textOf(header: string | string[] | undefined): string | string[] | undefined {
  const [, encoded] = typeof header === 'string' ? (/^UTF-8''(.*)$/i.exec(header) ?? []) : [];
  if (encoded === undefined) return header;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return header;
  }
}
