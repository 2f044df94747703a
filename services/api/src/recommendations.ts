import { randomUUID } from 'node:crypto';
import {
  type Deployment,
  isExpired,
  type RankerWeights,
  recommend,
  type Situation,
  type Source,
  Workspace,
} from '@freshet/recommend';
import { type ItemTables, type SiteItems, type SiteTables, situationsOf } from '@freshet/tables';
import { type Context, contextOf, noVisits, type Visits, visitsOf } from './context.ts';
import type { RecommendationRequest, Slot } from './query/recommendation-request.ts';
import { type Reason, reasonsOf } from './reasons.ts';
import type { StateReader } from './state-reader.ts';

/**
 * How a list was made: `co-visitation` if neighbours of the session are in it, `trending` if nothing
 * is known that leads further, `none` if there is no item that may be shown.
 */
export type Strategy = 'co-visitation' | 'trending' | 'none';

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
  /** What answers for a site are ranked by now. */
  weightsOf(site: string): RankerWeights;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** An answer's scores have four decimals: what follows them decides nothing and takes long to write. */
const SCORE_UNITS = 1e4;

export function createRecommender(options: RecommenderOptions): Recommender {
  const { tables, reader, deployment, clock, weightsOf } = options;
  // Lists are made one after another, without awaiting anything in between.
  const workspace = new Workspace();
  return {
    async answer(site, request) {
      const visits = await visitsOfRequest(site, request);
      const contexts = request.slots.map(({ slot }) => contextOf(visits ?? noVisits, slot));
      const situations = visits && (await resolve(site, contexts, request.at));
      const taken = new Set<number>();
      const ranker = weightsOf(site);
      return request.slots.map(({ slot }, i) => {
        const context = contexts[i]!;
        const situation = situations?.[i] ?? { ...nothing, boardTop: deployment.boardTop };
        const work = { workspace, taken, ranker };
        const task = { slot, at: request.at, context, situation };
        const items = listOf(tables.site(site), task, work);
        return recommendations(items, situations === undefined);
      });
    },
  };

  /** Undefined when the store cannot tell. */
  async function visitsOfRequest(
    site: string,
    { visitor, session, at }: RecommendationRequest,
  ): Promise<Visits | undefined> {
    if (session !== null) return visitsOf(session);
    if (visitor.userId === null && visitor.anonymousId === null) return noVisits;
    const profile = await reader.session(site, visitor);
    if (profile === undefined) return undefined;
    return profile === null || isExpired(profile, at ?? clock()) ? noVisits : profile;
  }

  function resolve(site: string, contexts: readonly Context[], at: number | null) {
    const siteTables = tables.site(site);
    const { neighbours } = siteTables;
    return situationsOf(siteTables, contexts, {
      lists: (itemIds) => reader.lists(site, itemIds, { neighbours, isExact: at !== null }),
      deployment,
      at,
      workspace,
    });
  }
}

const nothing = { session: [], context: [], hops: [], history: [] };

interface Task {
  readonly slot: Slot;
  /** Epoch ms; null: now. */
  readonly at: number | null;
  readonly context: Context;
  readonly situation: Situation;
}

interface Work {
  readonly workspace: Workspace;
  /** Items of earlier lists of the same request; this list's are added. */
  readonly taken: Set<number>;
  readonly ranker: RankerWeights;
}

function listOf(
  site: SiteTables,
  { slot, at, context, situation }: Task,
  work: Work,
): Recommendation[] {
  const { items, boards } = site;
  const { filter, n, explain } = slot;
  const isRaw = slot.scenario === 'raw';
  const { workspace, taken, ranker } = work;
  const banned = slotsOf(items, context.banned);
  const own = new Set([...situation.session, ...situation.history]);
  const admits = (place: number) =>
    (isRaw || items.isServable(place) || (own.has(place) && items.isUncatalogued)) &&
    !banned.has(place) &&
    !taken.has(place) &&
    (filter === null || items.matches(place, filter));
  // What is spread comes last: V8 copies an object that begins with it a hundred times slower.
  const query = { n, ranker, admits, ...situation };
  return recommend(boards.view(at), query, workspace).map(
    ({ slot: place, score: exact, source }) => {
      taken.add(place);
      const itemId = items.ids[place]!;
      const score = Math.round(exact * SCORE_UNITS) / SCORE_UNITS;
      if (!explain) return { itemId, score, source };
      return { itemId, score, source, reasons: reasonsOf(place, source, situation, items) };
    },
  );
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
