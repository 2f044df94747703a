import {
  chancesOfLikes,
  type ContextItem,
  contextSlots,
  type Deployment,
  hopsFrom,
  type Likes,
  type NeighbourSlots,
  type Situation,
  type Workspace,
} from '@freshet/recommend';
import type { SiteTables } from './sites.ts';

/** An item with fewer neighbours has met too few to say what goes with it. */
const NEIGHBOURS_FEW = 5;
/** Who looks for such an item takes one like it rather than what goes with one like it. */
const STEP_FURTHER = 0.5;

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
  /** The items like the one in a slot, to stand in for neighbours where it has few; without it, none do. */
  likesOf?(slot: number): Likes;
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
  options: SituationOptions,
): Promise<Situation[] | undefined> {
  const { lists, deployment, at = null, workspace } = options;
  const { boardTop, hopsMax } = deployment;
  const contexts = stories.map(({ session }) => contextSlots(session));
  const near = await lists(contexts.flat());
  if (near === undefined) return undefined;
  let next = 0;
  const known = stories.map(({ session, history }, i) => ({
    session,
    history,
    context: contexts[i]!.map((slot) => {
      const list = near[next++];
      return { slot, list, likes: standIns(slot, list, options) };
    }),
  }));
  const view = boards.view(at);
  const hops = known.map((one) => {
    const ofNeighbours = hopsFrom(one, view, hopsMax, workspace.candidates);
    return [
      ...ofNeighbours.map(({ slot, chance }) => ({ slot, chance, isAlike: false })),
      ...hopsOfLikes(one.context, hopsMax - ofNeighbours.length),
    ];
  });
  const hopSlots = hops.flatMap((all) => all.map(({ slot }) => slot));
  const far = hopSlots.length === 0 ? [] : await lists(hopSlots);
  if (far === undefined) return undefined;
  next = 0;
  return known.map(({ session, history, context }, i) => ({
    session,
    history,
    context,
    hops: hops[i]!.map(({ slot, chance, isAlike }) => {
      return { slot, chance, isAlike, list: far[next++] };
    }),
    boardTop,
  }));
}

function standIns(
  slot: number,
  list: NeighbourSlots | undefined,
  { likesOf }: Pick<SituationOptions, 'likesOf'>,
): Likes | undefined {
  const isFew = (list?.slots.length ?? 0) < NEIGHBOURS_FEW;
  return likesOf !== undefined && isFew && slot >= 0 ? likesOf(slot) : undefined;
}

/** Where people went on to from what stands in may be where to go on to from here. */
function hopsOfLikes(context: readonly ContextItem[], max: number) {
  return chancesOfLikes(context)
    .toSorted((a, b) => b.chance - a.chance)
    .slice(0, max)
    .map(({ slot, chance }) => ({ slot, chance: STEP_FURTHER * chance, isAlike: true }));
}
