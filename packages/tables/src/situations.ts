import {
  contextSlots,
  type Deployment,
  hopsFrom,
  type NeighbourSlots,
  type Situation,
  type Workspace,
} from '@freshet/recommend';
import type { SiteTables } from './sites.ts';

/** A visitor's way so far, in slots; −1 where the tables know no such item. */
export interface Story {
  /** Oldest first. */
  readonly session: readonly number[];
  /** Items of the visitor's own beyond the session. */
  readonly history: readonly number[];
}

export interface SituationOptions {
  /** Neighbours of the items in these slots; undefined when the store cannot give them now. */
  lists(slots: readonly number[]): Promise<Lists | undefined>;
  readonly deployment: Pick<Deployment, 'boardTop' | 'hopsMax'>;
  /** Epoch ms that items are seen as of; null: what `SiteBoards.view` takes for now. */
  readonly at?: number | null;
  readonly workspace: Workspace;
}

/** One for each slot asked for. */
export type Lists = readonly (NeighbourSlots | undefined)[];

/** What the tables and the store know about each story, in two reads; undefined without the store. */
export async function situationsOf(
  { boards }: Pick<SiteTables, 'boards'>,
  stories: readonly Story[],
  { lists, deployment, at = null, workspace }: SituationOptions,
): Promise<Situation[] | undefined> {
  const { boardTop, hopsMax } = deployment;
  const contexts = stories.map(({ session }) => contextSlots(session));
  const near = await lists(contexts.flat());
  if (near === undefined) return undefined;
  let next = 0;
  const known = stories.map(({ session, history }, i) => ({
    session,
    history,
    context: contexts[i]!.map((slot) => ({ slot, list: near[next++] })),
  }));
  const view = boards.view(at);
  const hops = known.map((one) => hopsFrom(one, view, hopsMax, workspace.candidates));
  const far = await lists(hops.flatMap((all) => all.map(({ slot }) => slot)));
  if (far === undefined) return undefined;
  next = 0;
  return known.map(({ session, history, context }, i) => ({
    session,
    history,
    context,
    hops: hops[i]!.map(({ slot, chance }) => ({ slot, chance, list: far[next++] })),
    boardTop,
  }));
}
