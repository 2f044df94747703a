import { siteOf } from '@freshet/access';
import { dismissedAt } from '@freshet/recommend';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { type BoardQuery, latest, mostVisited } from '../board-lists.ts';
import { FieldReader } from '../query/fields.ts';
import { N_MAX, parseSlot, type Slot } from '../query/recommendation-request.ts';
import type { Visitor } from '../query/visitor.ts';
import type { Strategy } from '../recommendations/list.ts';
import { type Listing, partIn } from './listing.ts';

/** An item of a list as Gorse has it; where we have no number it is 0. */
export interface Score {
  readonly Id: string;
  readonly Score: number;
}

/** Who asks for a list, and where it is shown. */
export interface Asked {
  readonly listing: Listing;
  readonly visitor?: Visitor;
  /** Items as visited, oldest first; it stands for the visitor's own. */
  readonly session?: readonly string[];
  readonly exclude?: readonly string[];
  readonly page?: Partial<Slot>;
}

const nobody: Visitor = { userId: null, anonymousId: null };
const plain = parseSlot(new FieldReader({}, []));

export type Scores = ReturnType<typeof createScores>;

/** What the recommender and the boards have, as Gorse's clients ask for it. */
export function createScores(api: Api) {
  const siteIn = (request: FastifyRequest) => api.view.tables.site(siteOf(request));

  /** The list, and what it was made of. */
  async function recommended(
    request: FastifyRequest,
    reply: FastifyReply,
    { listing, visitor = nobody, session, exclude = [], page = {} }: Asked,
  ): Promise<{ readonly scores: readonly Score[]; readonly strategy: Strategy }> {
    if (listing.end <= listing.offset) return { scores: [], strategy: 'none' };
    const without = [...exclude, ...(await seenBy(listing.userId, request))];
    const slot = { ...plain, ...page, n: listing.end, filter: listing.filter, exclude: without };
    const slots = [{ name: '', slot }];
    const question = { visitor, session: session ?? null, at: null, paging: null, slots };
    const asking = { leadsOn: true };
    const [answer] = await api.view.recommender.answer(siteOf(request), question, asking);
    const { strategy, fallback, degraded = false, items } = answer!;
    reply.answeredBy = strategy;
    if (fallback) api.metrics.fallbacks.inc({ strategy, degraded: String(degraded) });
    return { scores: scoresOf(partIn(items, listing)), strategy };
  }

  async function popular(request: FastifyRequest, listing: Listing, counter: 'long' | '24h') {
    return board(request, listing, async (query) => {
      return (await mostVisited(siteIn(request), counter, query, api.deployment)).items;
    });
  }

  async function newest(request: FastifyRequest, listing: Listing) {
    return board(request, listing, async (query) => {
      const { items } = await latest(siteIn(request), query, api.clock());
      return items.map(({ itemId, publishedAt }) => {
        return { itemId, score: Math.floor(publishedAt / 1000) };
      });
    });
  }

  async function board(
    request: FastifyRequest,
    listing: Listing,
    rowsOf: (query: BoardQuery) => Promise<readonly Row[]>,
  ): Promise<readonly Score[]> {
    if (listing.end <= listing.offset) return [];
    const seen = await seenBy(listing.userId, request);
    const n = Math.min(listing.end + seen.size, N_MAX);
    const rows = await rowsOf({ category: null, n, filter: listing.filter });
    return scoresOf(
      partIn(
        rows.filter(({ itemId }) => !seen.has(itemId)),
        listing,
      ),
    );
  }

  /** What this user is known to have visited, or not to want; nothing while the store cannot tell. */
  async function seenBy(userId: string | null, request: FastifyRequest) {
    if (userId === null) return new Set<string>();
    const visitor = { userId, anonymousId: null };
    const profile = await api.view.reader.session(siteOf(request), visitor, true);
    if (profile == null) return new Set<string>();
    return new Set([...profile.itemIds, ...dismissedAt(profile.dismissed, api.clock())]);
  }

  return { recommended, popular, newest };
}

interface Row {
  readonly itemId: string;
  readonly score: number | null;
}

const scoresOf = (rows: readonly Row[]): Score[] =>
  rows.map(({ itemId, score }) => ({ Id: itemId, Score: score ?? 0 }));
