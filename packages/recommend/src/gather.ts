import { bestFirst } from './best-first.ts';
import type { Board } from './boards.ts';
import type { Candidates } from './candidates.ts';
import { COLUMN, ofChance, ofCosine, WIDTH } from './features.ts';
import { type ItemFeatures, POP_LONG, POP_SHORT, RARITY, RECENCY } from './item-features.ts';
import { addHops, addNeighbours, type ContextItem, type Hop } from './neighbour-features.ts';
import { addSession } from './session-features.ts';

/** So many of the likeliest neighbours bring theirs. */
export const HOPS_MAX = 10;

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

/** The neighbours whose own neighbours are to become candidates: the likeliest the session has not seen. */
export function hopsFrom(
  { context, session }: Pick<Situation, 'context' | 'session'>,
  items: ItemFeatures,
  candidates: Candidates,
): { readonly slot: number; readonly chance: number }[] {
  candidates.clear();
  addNeighbours(candidates, context, items);
  const chances = new Float64Array(candidates.size);
  for (let place = 0; place < chances.length; place++) {
    chances[place] = candidates.rows[place * WIDTH + COLUMN.covisit]!;
  }
  const order = bestFirst(chances, HOPS_MAX + session.length);
  const hops: { slot: number; chance: number }[] = [];
  while (hops.length < HOPS_MAX) {
    const place = order.next();
    if (place < 0 || chances[place] === 0) break;
    const slot = candidates.slots[place]!;
    if (!session.includes(slot)) hops.push({ slot, chance: chances[place]! });
  }
  return hops;
}

/** Makes all items that a situation suggests candidates, with all their features. */
export function gather(candidates: Candidates, site: SiteView, situation: Situation): void {
  const { context, hops, session, history, boardTop } = situation;
  candidates.clear();
  addNeighbours(candidates, context, site.items);
  addHops(candidates, hops);
  addSession(candidates, session);
  addHistory(candidates, history);
  addTop(candidates, site.short, boardTop);
  addTop(candidates, site.long, boardTop);
  finish(candidates, site.items);
}

function addHistory(candidates: Candidates, history: readonly number[]): void {
  for (const slot of history) {
    const row = slot < 0 ? -1 : candidates.row(slot);
    if (row >= 0) candidates.rows[row + COLUMN.history] = 1;
  }
}

function addTop(candidates: Candidates, board: Board, boardTop: number): void {
  const top = Math.min(boardTop, board.size);
  for (let rank = 0; rank < top; rank++) candidates.row(board.slotAt(rank));
}

/** Brings what was added up to its scale, and adds what an item is by itself, from place `from` on. */
export function finish({ rows, slots, size }: Candidates, items: ItemFeatures, from = 0): void {
  // A loop of its own: here each item is a cache miss, and only with nothing between do they overlap.
  for (let place = from; place < size; place++) {
    const row = place * WIDTH;
    const item = items.row(slots[place]!);
    rows[row + COLUMN.cosine]! *= items.rows[item + RARITY]!;
    rows[row + COLUMN.popLong] = items.rows[item + POP_LONG]!;
    rows[row + COLUMN.popShort] = items.rows[item + POP_SHORT]!;
    rows[row + COLUMN.recency] = items.rows[item + RECENCY]!;
  }
  for (let place = from; place < size; place++) {
    const row = place * WIDTH;
    rows[row + COLUMN.covisit] = ofChance(rows[row + COLUMN.covisit]!);
    rows[row + COLUMN.covisitRecent] = ofChance(rows[row + COLUMN.covisitRecent]!);
    rows[row + COLUMN.sequence] = ofChance(rows[row + COLUMN.sequence]!);
    rows[row + COLUMN.cosine] = ofCosine(rows[row + COLUMN.cosine]!);
    rows[row + COLUMN.hop] = ofChance(rows[row + COLUMN.hop]!);
    rows[row + COLUMN.covisitLast] = ofChance(rows[row + COLUMN.covisitLast]!);
    rows[row + COLUMN.sequenceLast] = ofChance(rows[row + COLUMN.sequenceLast]!);
  }
}
