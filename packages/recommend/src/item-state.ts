import { addToLevel, EMPTY_LEVEL } from './decay.ts';
import { COUNTERS, type Deployment } from './deployment.ts';
import { addNeighbour, emptyNeighbours, type Neighbours } from './neighbours.ts';
import type { Pair } from './co-visitation.ts';

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
  readonly itemId: string;
  /** Effective time of the event. */
  readonly at: number;
  /** 1 when it is a visit of this item, 0 when it only brings neighbours. */
  readonly visits: 0 | 1;
  /** What it adds to the item's popularity; 0 when it only brings neighbours. */
  readonly popularity: number;
  readonly neighbours: readonly Pair[];
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
  signal: Omit<ItemSignal, 'itemId'>,
  deployment: Deployment,
): void {
  item.visits += signal.visits;
  if (signal.popularity > 0) {
    item.lastSeen = Math.max(item.lastSeen, signal.at);
    for (let c = 0; c < item.levels.length; c++) {
      const halfLifeMs = deployment.counterHalfLivesMs[c]!;
      item.levels[c] = addToLevel(item.levels[c]!, signal.popularity, signal.at, halfLifeMs);
    }
  }
  for (const { itemId, weight } of signal.neighbours) {
    addNeighbour(item.neighbours, itemId, weight, signal.at, deployment);
  }
}
