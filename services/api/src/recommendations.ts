import { randomUUID } from 'node:crypto';
import {
  coVisitsOf,
  type Deployment,
  isExpired,
  type NeighbourSlots,
  type Query,
  recommend,
  type Source,
  type Visit,
  Workspace,
} from '@freshet/recommend';
import type { ItemTables, SiteItems, SiteTables } from '@freshet/tables';
import { type Context, contextOf, visitsOf } from './context.ts';
import type { RecommendationRequest, Slot } from './query/recommendation-request.ts';
import type { StateReader } from './state-reader.ts';

/**
 * How a list was made: `co-visitation` if neighbours of the session are in it, `trending` if nothing
 * is known that leads further, `none` if there is no item that may be shown.
 */
export type Strategy = 'co-visitation' | 'trending' | 'none';

export type Reason =
  | { readonly type: 'co-visited'; readonly itemId: string; readonly share: number }
  | { readonly type: 'trending' };

export interface Recommendation {
  readonly itemId: string;
  readonly score: number;
  /** Decides the list's strategy; `reasons` tell it to the caller. */
  readonly source: Source;
  readonly reasons?: readonly Reason[];
}

export interface Recommendations {
  /** Unique; a click that carries it back tells where it came from. */
  readonly recommId: string;
  readonly strategy: Strategy;
  readonly fallback: boolean;
  /** Set when the store could not be read, so that the visitor's session had no part in it. */
  readonly degraded?: true;
  readonly items: readonly Recommendation[];
}

export interface Recommender {
  /** One answer per slot, in order; no item is in two of them. */
  answer(site: string, request: RecommendationRequest): Promise<Recommendations[]>;
}

export interface RecommenderOptions {
  readonly tables: ItemTables;
  readonly reader: StateReader;
  readonly deployment: Deployment;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** An answer's scores have four decimals: what follows them decides nothing and takes long to write. */
const SCORE_UNITS = 1e4;

type Lists = ReadonlyMap<string, NeighbourSlots | undefined>;

export function createRecommender(options: RecommenderOptions): Recommender {
  const { tables, reader, deployment, clock } = options;
  // Lists are made one after another, without awaiting anything in between.
  const workspace = new Workspace();
  return {
    async answer(site, request) {
      const session = await sessionOf(site, request);
      const contexts = request.slots.map(({ slot }) => contextOf(session ?? [], slot));
      const lists = session === undefined ? undefined : await listsOf(site, contexts);
      const taken = new Set<number>();
      return request.slots.map(({ slot }, i) => {
        const context = contexts[i]!;
        const work = { workspace, taken, boardTop: deployment.boardTop };
        const items = listOf(tables.site(site), { slot, context, lists: lists ?? none }, work);
        return recommendations(items, lists === undefined);
      });
    },
  };

  /** Oldest first; undefined when the store cannot tell. */
  async function sessionOf(
    site: string,
    { visitor, session }: RecommendationRequest,
  ): Promise<readonly Visit[] | undefined> {
    if (session !== null) return visitsOf(session);
    if (visitor.userId === null && visitor.anonymousId === null) return [];
    const profile = await reader.session(site, visitor);
    if (profile === undefined) return undefined;
    return profile === null || isExpired(profile, clock()) ? [] : profile.session;
  }

  async function listsOf(site: string, contexts: readonly Context[]): Promise<Lists | undefined> {
    const itemIds = [...new Set(contexts.flatMap(({ items }) => items))];
    if (itemIds.length === 0) return none;
    return reader.lists(site, itemIds, tables.site(site).neighbours);
  }
}

const none: Lists = new Map();

interface Task {
  readonly slot: Slot;
  readonly context: Context;
  readonly lists: Lists;
}

interface Work {
  readonly workspace: Workspace;
  /** Items of earlier lists of the same request; this list's are added. */
  readonly taken: Set<number>;
  readonly boardTop: number;
}

function listOf(site: SiteTables, { slot, context, lists }: Task, work: Work): Recommendation[] {
  const { items, boards } = site;
  const { filter, n, explain } = slot;
  const { workspace, taken, boardTop } = work;
  const neighbours = context.items.map((itemId) => lists.get(itemId));
  const banned = slotsOf(items, context.banned);
  const query: Query = {
    lists: neighbours,
    n,
    boardTop,
    isSeen: (place) => context.seen.has(items.ids[place]!),
    admits: (place) =>
      items.isServable(place) &&
      !banned.has(place) &&
      !taken.has(place) &&
      (filter === null || items.matches(place, filter)),
  };
  return recommend(boards.view(), query, workspace).map(({ slot: place, score: exact, source }) => {
    taken.add(place);
    const itemId = items.ids[place]!;
    const score = Math.round(exact * SCORE_UNITS) / SCORE_UNITS;
    if (!explain) return { itemId, score, source };
    const reasons: Reason[] =
      source === 'trending'
        ? [{ type: 'trending' }]
        : coVisitsOf(place, neighbours).map(({ from, share }) => {
            return { type: 'co-visited', itemId: context.items[from]!, share };
          });
    return { itemId, score, source, reasons };
  });
}

function slotsOf(items: SiteItems, itemIds: Iterable<string>): Set<number> {
  const slots = new Set<number>();
  for (const itemId of itemIds) slots.add(items.slotOf(itemId));
  return slots;
}

function recommendations(items: Recommendations['items'], degraded: boolean): Recommendations {
  const strategy = strategyOf(items);
  return {
    recommId: randomUUID(),
    strategy,
    fallback: strategy !== 'co-visitation',
    ...(degraded && { degraded }),
    items,
  };
}

function strategyOf(items: Recommendations['items']): Strategy {
  if (items.length === 0) return 'none';
  return items.some(({ source }) => source === 'co-visitation') ? 'co-visitation' : 'trending';
}
