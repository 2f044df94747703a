import { bestFirst } from './best-first.ts';
import type { Board } from './boards.ts';
import { type Candidates, SUMS } from './candidates.ts';
import { COLUMN } from './features.ts';
import type { ItemFeatures } from './item-features.ts';
import {
  addHops,
  addLikes,
  addNeighbours,
  type ContextItem,
  type Hop,
} from './neighbour-features.ts';
import { addHistory, addSession } from './session-features.ts';

/** A site's items as queries see them for a moment. */
export interface SiteView {
  readonly items: ItemFeatures;
  readonly long: Board;
  readonly short: Board;
}

/** What is known of a visitor: where candidates come from, and what their features are made of. */
export interface Situation {
  /** Slots of the session's visits, oldest first; −1 where the item has none. */
  readonly session: readonly number[];
  /** The session's last distinct items, newest first. */
  readonly context: readonly ContextItem[];
  /** The second hop, as `hopsFrom` names it; none: without. */
  readonly hops: readonly Hop[];
  /** Slots of the visitor's own items beyond this session. */
  readonly history: readonly number[];
  /** How many of the top of both boards compete with the neighbours. */
  readonly boardTop: number;
}

/**
 * The neighbours whose own neighbours are to become candidates: the `hopsMax` likeliest ones that the
 * session has not seen. `candidates` is room to work in.
 */
export function hopsFrom(
  { context, session }: Pick<Situation, 'context' | 'session'>,
  { items }: Pick<SiteView, 'items'>,
  hopsMax: number,
  candidates: Candidates,
): { readonly slot: number; readonly chance: number }[] {
  if (hopsMax === 0) return [];
  candidates.clear();
  addNeighbours(candidates, context, items);
  const chances = new Float64Array(candidates.size);
  for (let place = 0; place < chances.length; place++) {
    chances[place] = candidates.sums[place * SUMS + COLUMN.covisit]!;
  }
  const order = bestFirst(chances, hopsMax + session.length);
  const hops: { slot: number; chance: number }[] = [];
  while (hops.length < hopsMax) {
    const place = order.next();
    if (place < 0 || chances[place] === 0) break;
    const slot = candidates.slots[place]!;
    if (!session.includes(slot)) hops.push({ slot, chance: chances[place]! });
  }
  return hops;
}

/** Makes all items that a situation suggests candidates, with what is known of them. */
export function gather(candidates: Candidates, site: SiteView, situation: Situation): void {
  const { context, hops, session, history, boardTop } = situation;
  candidates.clear();
  addNeighbours(candidates, context, site.items);
  addHops(candidates, hops);
  addLikes(candidates, context);
  addSession(candidates, session);
  addHistory(candidates, history);
  addTop(candidates, site.short, boardTop);
  addTop(candidates, site.long, boardTop);
}

function addTop(candidates: Candidates, board: Board, boardTop: number): void {
  const top = Math.min(boardTop, board.size);
  for (let rank = 0; rank < top; rank++) candidates.place(board.slotAt(rank));
}
