import { addToLevel, EMPTY_LEVEL } from './decay.ts';
import { COUNTERS, type Deployment } from './deployment.ts';
import { addNeighbour, emptyNeighbours, type Neighbours } from './neighbours.ts';
import { pairWeight } from './co-visitation.ts';

/** All that is known of one item from what visitors did. */
export interface ItemState {
  /** Views and clicks. */
  visits: number;
  /** Event time of the newest visit, epoch ms. */
  lastSeen: number;
  /** Decaying counters in log2 form (see `decay.ts`), in the order of `COUNTERS`. */
  readonly levels: number[];
  readonly neighbours: Neighbours;
}

/** What one event says about one item. */
export interface ItemSignal {
  /** 1 when it is a visit of this item, 0 when it only brings neighbours. */
  readonly visits: 0 | 1;
  /** What it adds to the item's popularity; 0 when it only brings neighbours. */
  readonly popularity: number;
  /** Items it was met with: `hash48` of their ids. */
  readonly neighbours: readonly number[];
  /** Of each neighbour: how many distinct items lay between, from 1. */
  readonly distances: readonly number[];
}

export function emptyItemState(): ItemState {
  return {
    visits: 0,
    lastSeen: 0,
    levels: COUNTERS.map(() => EMPTY_LEVEL),
    neighbours: emptyNeighbours(),
  };
}

export function applySignal(
  item: ItemState,
  signal: ItemSignal,
  /** Effective time of the event, epoch ms. */
  atMs: number,
  deployment: Deployment,
): void {
  item.visits += signal.visits;
  if (signal.popularity > 0) {
    item.lastSeen = Math.max(item.lastSeen, atMs);
    for (let c = 0; c < item.levels.length; c++) {
      const halfLifeMs = deployment.counterHalfLivesMs[c]!;
      item.levels[c] = addToLevel(item.levels[c]!, signal.popularity, atMs, halfLifeMs);
    }
  }
  const { neighbours, distances } = signal;
  for (let i = 0; i < neighbours.length; i++) {
    const weight = pairWeight(distances[i]!);
    addNeighbour(item.neighbours, neighbours[i]!, weight, atMs, deployment);
  }
}
