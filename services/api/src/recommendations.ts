import { randomUUID } from 'node:crypto';
import {
  type Board,
  type Deployment,
  isExpired,
  type Ranked,
  type RankerWeights,
  recommend,
  REFILL_SCAN_MAX,
  type Situation,
  Workspace,
} from '@freshet/recommend';
import {
  type EntryFilter,
  type ItemTables,
  type SiteItems,
  type SiteTables,
  situationsOf,
} from '@freshet/tables';
import { liftOf } from './boost.ts';
import {
  type Context,
  contextOf,
  noVisits,
  type Visits,
  visitsOf,
  visitsOfProfile,
} from './context.ts';
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
    async answer(siteName, request) {
      const site = tables.site(siteName);
      const visits = await visitsOfRequest(siteName, site.items, request);
      const contexts = request.slots.map(({ slot }) => {
        return contextOf(visits ?? noVisits, slot, site.items);
      });
      const situations = visits && (await resolve(siteName, site, contexts, request.at));
      const taken = new Set<number>();
      const ranker = weightsOf(siteName);
      const answers: Recommendations[] = [];
      // One after another: an item of an earlier list is in no later one.
      for (const [i, { slot }] of request.slots.entries()) {
        const context = contexts[i]!;
        const situation = situations?.[i] ?? { ...nothing, boardTop: deployment.boardTop };
        const task = { slot, at: request.at, context, situation };
        const work = { workspace, taken, ranker };
        let ranked = rankedOf(site, task, work);
        if (mayLack(ranked, slot, site.items)) {
          const fill = await site.boards.filteredBoard('short', slot.filter);
          ranked = rankedOf(site, task, { fill, ...work });
        }
        for (const one of ranked) taken.add(one.slot);
        const items = ranked.map((one) => recommendationOf(one, site.items, task));
        answers.push(recommendations(strategyOf(ranked), items, situations === undefined));
      }
      return answers;
    },
  };

  /** Undefined when the store cannot tell. */
  async function visitsOfRequest(
    siteName: string,
    items: SiteItems,
    { visitor, session, at }: RecommendationRequest,
  ): Promise<Visits | undefined> {
    if (session !== null) return visitsOf(session, items);
    if (visitor.userId === null && visitor.anonymousId === null) return noVisits;
    const profile = await reader.session(siteName, visitor);
    if (profile === undefined) return undefined;
    if (profile === null || isExpired(profile, at ?? clock())) return noVisits;
    return visitsOfProfile(profile, items);
  }

  function resolve(
    siteName: string,
    site: SiteTables,
    contexts: readonly Context[],
    at: number | null,
  ) {
    return situationsOf(site, contexts, {
      lists(slots) {
        return reader.lists(siteName, slots, site, at !== null);
      },
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
  /** Items of earlier lists of the same request. */
  readonly taken: Set<number>;
  readonly ranker: RankerWeights;
  /** As Query has it. */
  readonly fill?: Board;
}

/** What the answer to a task is made of. */
function rankedOf(site: SiteTables, { slot, at, context, situation }: Task, work: Work): Ranked[] {
  const { items, boards } = site;
  const { filter, n } = slot;
  const isRaw = slot.scenario === 'raw';
  const { workspace, taken, ranker, fill } = work;
  const { banned } = context;
  const { session, history } = situation;
  const query = {
    n,
    fill,
    boost: liftOf(slot.boosts, items),
    ranker,
    admits(place: number) {
      if (banned.has(place) || taken.has(place)) return false;
      if (filter !== null && !items.matches(place, filter)) return false;
      if (isRaw || items.isServable(place)) return true;
      return items.isUncatalogued && (session.includes(place) || history.includes(place));
    },
    // Last: V8 copies an object that begins with it a hundred times slower.
    ...situation,
  };
  return recommend(boards.view(at), query, workspace);
}

/** Whether a list is short because what its filter lets through stands too far down to be found. */
function mayLack(
  ranked: readonly Ranked[],
  slot: Slot,
  items: SiteItems,
): slot is Slot & { readonly filter: EntryFilter } {
  return ranked.length < slot.n && slot.filter !== null && items.size > REFILL_SCAN_MAX;
}

function recommendationOf(
  { slot: place, score: exact, source }: Ranked,
  items: SiteItems,
  { slot, situation }: Pick<Task, 'slot' | 'situation'>,
): Recommendation {
  const itemId = items.ids[place]!;
  const score = Math.round(exact * SCORE_UNITS) / SCORE_UNITS;
  if (!slot.explain) return { itemId, score };
  return { itemId, score, reasons: reasonsOf(place, source, situation, items) };
}

function recommendations(
  strategy: Strategy,
  items: Recommendations['items'],
  degraded: boolean,
): Recommendations {
  return {
    recommId: randomUUID(),
    strategy,
    fallback: strategy !== 'co-visitation',
    ...(degraded && { degraded }),
    items,
  };
}

function strategyOf(ranked: readonly Ranked[]): Strategy {
  if (ranked.length === 0) return 'none';
  return ranked.some(({ source }) => source === 'co-visitation') ? 'co-visitation' : 'trending';
}
