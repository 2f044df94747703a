import { addOrder, type CoPurchases, emptyCoPurchases } from './co-purchases.ts';
import { addToLevel, EMPTY_LEVEL } from './decay.ts';
import { COUNTERS, type Deployment } from './deployment.ts';
import { addNeighbour, ageNeighbours, emptyNeighbours, type Neighbours } from './neighbours.ts';
import { pairWeight } from './co-visitation.ts';

/** So many different visitors are told apart: enough to say that an item is not one visitor's affair. */
export const DISTINCT_VISITORS_MAX = 3;

/** All that is known of one item from what visitors did. */
export interface ItemState {
  /** Views and clicks. */
  visits: number;
  /** The same, decaying and halved as lifetime weights are, in log2 form (see `decay.ts`). */
  visitLevel: number;
  /** Hashes of the first visitors, DISTINCT_VISITORS_MAX of them at most. */
  readonly visitors: number[];
  /** Event time of the newest visit, epoch ms. */
  lastSeen: number;
  /** Decaying counters in log2 form, in the order of `COUNTERS`. */
  readonly levels: number[];
  readonly neighbours: Neighbours;
  /** null before its first order: few items of a site are ever bought. */
  coPurchases: CoPurchases | null;
}

/** What one event says about one item. */
export interface ItemSignal {
  /** `hash48` of the profile that it comes from. */
  readonly visitor: number;
  /** 1 when it is a visit of this item, 0 when it only brings neighbours. */
  readonly visits: 0 | 1;
  /** What it adds to the item's popularity; 0 when it only brings neighbours. */
  readonly popularity: number;
  /** How much of popularity and meetings counts, above 0 to 1: less where an answer led to it. */
  readonly credit: number;
  /**
   * Items it was met with: `hash48` of their ids. A visit was met with what came before it; without
   * popularity, what came after it is told.
   */
  readonly neighbours: readonly number[];
  /** Of each neighbour: how many distinct items lay between, from 1. */
  readonly distances: readonly number[];
  /** Where it was bought: `hash48` of the other items of the order; null: it was not. */
  readonly boughtWith: readonly number[] | null;
}

export function emptyItemState(): ItemState {
  return {
    visits: 0,
    visitLevel: EMPTY_LEVEL,
    visitors: [],
    lastSeen: 0,
    levels: COUNTERS.map(() => EMPTY_LEVEL),
    neighbours: emptyNeighbours(),
    coPurchases: null,
  };
}

export function applySignal(
  item: ItemState,
  signal: ItemSignal,
  /** Effective time of the event, epoch ms. */
  atMs: number,
  deployment: Deployment,
): void {
  const { credit } = signal;
  if (signal.visits > 0) {
    item.visits++;
    item.visitLevel = addToLevel(item.visitLevel, credit, atMs, deployment.lifetimeHalfLifeMs);
  }
  if (signal.popularity > 0) addPopularity(item, signal, atMs, deployment);
  if (signal.boughtWith !== null) {
    item.coPurchases ??= emptyCoPurchases();
    addOrder(item.coPurchases, signal.boughtWith);
  }
  const isAfter = signal.popularity === 0;
  const { neighbours, distances } = signal;
  for (let i = 0; i < neighbours.length; i++) {
    const weight = credit * pairWeight(distances[i]!);
    addNeighbour(item.neighbours, { hash: neighbours[i]!, weight, isAfter }, atMs, deployment);
  }
  // As of the newest visit: to a late one all that is newer would look far heavier than it is.
  if (!isAfter && ageNeighbours(item.neighbours, item.lastSeen, deployment)) item.visitLevel--;
}

function addPopularity(
  item: ItemState,
  { popularity, credit, visitor }: ItemSignal,
  atMs: number,
  deployment: Deployment,
): void {
  item.lastSeen = Math.max(item.lastSeen, atMs);
  for (let c = 0; c < item.levels.length; c++) {
    const halfLifeMs = deployment.counterHalfLivesMs[c]!;
    item.levels[c] = addToLevel(item.levels[c]!, credit * popularity, atMs, halfLifeMs);
  }
  const { visitors } = item;
  if (visitors.length < DISTINCT_VISITORS_MAX && !visitors.includes(visitor))
    visitors.push(visitor);
}
