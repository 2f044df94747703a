import {
  CONTEXT_ITEMS_MAX,
  type Deployment,
  hopsFrom,
  lastDistinctItems,
  type NeighbourSlots,
  type Situation,
  type Visit,
  type Workspace,
} from '@freshet/recommend';
import type { SiteTables } from './sites.ts';

/** A visitor's way so far. */
export interface Story {
  /** Oldest first. */
  readonly session: readonly Pick<Visit, 'itemId'>[];
  /** Items of the visitor's own beyond the session. */
  readonly history: readonly string[];
}

export interface SituationOptions {
  /** Neighbours of items; undefined when the store cannot give them now. */
  lists(itemIds: readonly string[]): Promise<Lists | undefined>;
  readonly deployment: Pick<Deployment, 'boardTop' | 'hopsMax'>;
  /** Epoch ms that items are seen as of; null: what `SiteBoards.view` takes for now. */
  readonly at?: number | null;
  readonly workspace: Workspace;
}

export type Lists = ReadonlyMap<string, NeighbourSlots | undefined>;

const none: Lists = new Map();

/** What the tables and the store know about each story, in two reads; undefined without the store. */
export async function situationsOf(
  site: SiteTables,
  stories: readonly Story[],
  { lists, deployment, at = null, workspace }: SituationOptions,
): Promise<Situation[] | undefined> {
  const { items, boards } = site;
  const { boardTop, hopsMax } = deployment;
  const contexts = stories.map(({ session }) => lastDistinctItems(session, CONTEXT_ITEMS_MAX));
  const near = await read(contexts.flat());
  if (near === undefined) return undefined;
  const situations = stories.map(({ session, history }, i) => {
    const context = contexts[i]!.map((itemId) => ({
      slot: items.slotOf(itemId),
      list: near.get(itemId),
    }));
    const slots = session.map(({ itemId }) => items.slotOf(itemId));
    return { session: slots, context, history: history.map((itemId) => items.slotOf(itemId)) };
  });
  const view = boards.view(at);
  const hops = situations.map((situation) =>
    hopsFrom(situation, view, hopsMax, workspace.candidates),
  );
  const far = await read(hops.flat().map(({ slot }) => items.ids[slot]!));
  if (far === undefined) return undefined;
  return situations.map((situation, i) => ({
    ...situation,
    hops: hops[i]!.map(({ slot, chance }) => ({ slot, chance, list: far.get(items.ids[slot]!) })),
    boardTop,
  }));

  function read(itemIds: readonly string[]): Promise<Lists | undefined> {
    return itemIds.length === 0 ? Promise.resolve(none) : lists([...new Set(itemIds)]);
  }
}
