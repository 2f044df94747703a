import { type Deployment, isExpired, type RankerWeights, Workspace } from '@freshet/recommend';
import { type ItemTables, type SiteItems, type SiteTables, situationsOf } from '@freshet/tables';
import { givenItems } from '../answers/given-items.ts';
import type { Issuer } from '../answers/issuer.ts';
import { type Pages, servedIds } from '../paging/pages.ts';
import type { Arm, Assigner } from '../experiments/assigner.ts';
import { withParameters } from '../experiments/parameters.ts';
import { shareOf } from '../exploration/share.ts';
import type { RecommendationRequest } from '../query/recommendation-request.ts';
import type { RulesOf } from '../rules/rules-at-work.ts';
import type { StateReader } from '../state-reader.ts';
import {
  type Context,
  contextOf,
  noVisits,
  type Visits,
  visitsOf,
  visitsOfProfile,
  withoutDismissed,
} from './context.ts';
import { type List, listOf } from './list.ts';
import type { Task } from './task.ts';
import { treatedList } from './treated-list.ts';

export interface Recommendations extends List {
  /** Unique, and signed; a click that carries it back tells where it came from. */
  readonly recommId: string;
  readonly fallback: boolean;
  /** The experiment that the answer is part of, and the arm it was made for. */
  readonly experiment?: { readonly id: string; readonly variant: string };
  /** Set when the store could not be read, so that the visitor's session had no part in it. */
  readonly degraded?: true;
  /** Brings the page behind this one as `cursor`, where pages were asked for. */
  readonly next?: string;
}

export interface Asking {
  /** Whether an id that leads to another visitor gets that one's answers. */
  readonly leadsOn: boolean;
  /** The rules to look at it with; without them it is an answer for somebody, with the site's own. */
  readonly preview?: RulesOf;
}

export interface Recommender {
  /** One answer per slot, in order; no item is in two of them. */
  answer(site: string, request: RecommendationRequest, asking: Asking): Promise<Recommendations[]>;
}

export interface RecommenderOptions {
  readonly tables: ItemTables;
  readonly reader: StateReader;
  readonly deployment: Deployment;
  readonly issuer: Issuer;
  readonly pages: Pages;
  readonly assigner: Assigner;
  /** What answers for a site are ranked by now. */
  weightsOf(site: string): RankerWeights;
  /** What business rules do in a scenario. */
  readonly rulesOf: RulesOf;
  /** The part of the places that is given to young items where nobody says otherwise. */
  readonly explorationShare: number;
  /** Epoch ms. */
  readonly clock: () => number;
  /** A whole number below 2^48, another one each time. */
  readonly random: () => number;
}

export function createRecommender(options: RecommenderOptions): Recommender {
  const { tables, reader, deployment, issuer, assigner, pages, weightsOf } = options;
  const { explorationShare, clock, random } = options;
  // Lists are made one after another, without awaiting anything in between.
  const workspace = new Workspace();
  return {
    async answer(siteName, request, { leadsOn, preview }) {
      const rulesOf = preview ?? options.rulesOf;
      const site = tables.site(siteName);
      const served = pages.served(siteName, request);
      const assigned = assigner.armsOf(siteName, request);
      const visited = visitsOfRequest(siteName, site.items, request, leadsOn);
      const [visits, arms] =
        assigned === undefined ? [await visited] : await Promise.all([visited, assigned]);
      const known = visits ?? noVisits;
      const slots = request.slots.map(({ slot }) => withoutDismissed(slot, known));
      const contexts = slots.map((slot) => contextOf(known, slot, site.items));
      const situations = visits && (await resolve(siteName, site, contexts, request));
      // What earlier pages had is as what earlier lists have.
      const taken = new Set(servedIds(served, request, site.items));
      const work = { workspace, ranker: weightsOf(siteName), taken };
      const answers: Recommendations[] = [];
      // One after another: an item of an earlier list is in no later one.
      for (const [i, asked] of slots.entries()) {
        const arm = arms?.[i];
        const slot = arm === undefined ? asked : withParameters(asked, arm.treatment.parameters);
        const situation = situations?.[i] ?? { ...nothing, boardTop: deployment.boardTop };
        const { at } = request;
        const task: Task = {
          slot,
          at,
          context: contexts[i]!,
          situation,
          rules: slot.scenario === 'raw' ? null : rulesOf(siteName, slot.scenario, at),
          ahead: [],
          // Two previews differ in nothing but their rules.
          explorationShare: preview === undefined ? shareOf(slot, request, explorationShare) : 0,
          randomness: random(),
        };
        const list = await (arm === undefined
          ? listOf(site, task, work)
          : treatedList(site, task, work, arm.treatment));
        const { strategy } = list;
        const isLast = i === slots.length - 1;
        if (!isLast) for (const { itemId } of list.items) taken.add(itemId);
        const recommId = issuer.issue({
          site: siteName,
          visitor: request.visitor,
          slot,
          arm,
          strategy,
          items: givenItems(list),
          randomness: task.randomness,
          isAsOf: at !== null || preview !== undefined,
        });
        const next = pages.next(siteName, request, { served, items: list.items });
        const made = { recommId, list, arm, next, isDegraded: situations === undefined };
        answers.push(recommendations(made));
      }
      return answers;
    },
  };

  /** Undefined when the store cannot tell. */
  async function visitsOfRequest(
    siteName: string,
    items: SiteItems,
    { visitor, session, at }: RecommendationRequest,
    leadsOn: boolean,
  ): Promise<Visits | undefined> {
    if (session !== null) return visitsOf(session, items);
    if (visitor.userId === null && visitor.anonymousId === null) return noVisits;
    const profile = await reader.session(siteName, visitor, leadsOn);
    if (profile === undefined) return undefined;
    const now = at ?? clock();
    if (profile === null || isExpired(profile, now)) return noVisits;
    return visitsOfProfile(profile, now, items);
  }

  function resolve(
    siteName: string,
    site: SiteTables,
    contexts: readonly Context[],
    request: RecommendationRequest,
  ) {
    const { at } = request;
    // Evaluation asks for what the ranker alone makes of it.
    const isPlain = at !== null || request.slots.some(({ slot }) => slot.scenario === 'raw');
    return situationsOf(site, contexts, {
      lists(slots) {
        return reader.lists(siteName, slots, site, at !== null);
      },
      ...(!isPlain && { likesOf: (slot: number) => site.likes.of(slot) }),
      deployment,
      at,
      workspace,
    });
  }
}

const nothing = { session: [], context: [], hops: [], history: [] };

interface Made {
  readonly recommId: string;
  readonly list: List;
  readonly arm: Arm | undefined;
  readonly next: string | undefined;
  readonly isDegraded: boolean;
}

function recommendations({ recommId, list, arm, next, isDegraded }: Made): Recommendations {
  const { strategy, items, weights, emptyBecause } = list;
  return {
    recommId,
    strategy,
    fallback: isPersonal(arm) && strategy !== 'co-visitation',
    ...(isDegraded && { degraded: true }),
    items,
    ...(weights && { weights }),
    ...(emptyBecause && { emptyBecause }),
    ...(next && { next }),
    ...(arm && { experiment: { id: arm.experiment, variant: arm.variant } }),
  };
}

function isPersonal(arm: Arm | undefined): boolean {
  return arm === undefined || arm.treatment.strategy === 'personal';
}
