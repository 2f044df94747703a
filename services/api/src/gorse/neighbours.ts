import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Listing, requireId } from './listing.ts';
import type { Score, Scores } from './scores.ts';

/** How lists are made that lead further from an item; others say what is popular instead. */
const leading = new Set(['co-visitation', 'catalogue']);

interface Exchange {
  readonly scores: Scores;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What is visited with an item, or said to be like it; where neither is known nothing. @throws HttpProblem 400. */
export async function neighboursOf(
  id: string,
  listing: Listing,
  { scores: { recommended }, request, reply }: Exchange,
): Promise<readonly Score[]> {
  const page = { scenario: 'product', itemId: requireId('The item', id), exploration: 0 } as const;
  const { scores, strategy } = await recommended(request, reply, { listing, page });
  return leading.has(strategy) ? scores : [];
}
