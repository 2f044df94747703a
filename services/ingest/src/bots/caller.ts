import { callerOf as keyHolderOf } from '@freshet/access';
import type { FastifyRequest } from 'fastify';

/** Who posts events, as far as it tells whether visitors are people. */
export interface Caller {
  /** The visitor's own browser; undefined where a server tells what its visitors do. */
  readonly page:
    | {
        readonly agent: string;
        /** Its client hint (`sec-ch-ua`). */
        readonly brands: string;
        /** A name of the address, where that is known. */
        readonly source: string | undefined;
      }
    | undefined;
}

/**
 * A publishable key is a page's, a secret one a server's. Where there are no keys: a browser names the page's
 * origin with every POST, or says how the two sites stand to each other (Fetch Metadata); a server does neither,
 * and its own agent and address say nothing about the visitors it speaks for.
 */
export function callerOf(
  request: FastifyRequest,
  sourceOf: (request: FastifyRequest['raw']) => string | undefined,
): Caller {
  const { headers, raw } = request;
  if (!isPage(request)) return { page: undefined };
  const agent = headers['user-agent'] ?? '';
  return { page: { agent, brands: String(headers['sec-ch-ua'] ?? ''), source: sourceOf(raw) } };
}

function isPage(request: FastifyRequest): boolean {
  const { key } = keyHolderOf(request);
  if (key !== null) return key.kind === 'publishable';
  const { headers } = request;
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
}
