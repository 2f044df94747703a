import { bestFirst } from './best-first.ts';
import type { Board } from './boards.ts';
import {
  addCandidate,
  type Candidates,
  coVisited,
  type NeighbourList,
  type SlotIndex,
} from './candidates.ts';
import { featuresOf, type ItemColumns, type SiteScale } from './features.ts';
import { scoresOf, START_WEIGHTS } from './rank.ts';

/** A short list is filled from this many items of the `short` board, the most popular first. */
export const REFILL_SCAN_MAX = 5_000;

/** A site's items as a query sees them. */
export interface SiteView extends SlotIndex {
  readonly columns: ItemColumns;
  /** The item in each slot. */
  readonly ids: readonly string[];
  /** Newest event time of the site, epoch ms: what "now" is to its items. */
  readonly now: number;
  readonly long: Board;
  readonly short: Board;
}

export interface Query {
  /** Neighbour lists of the session's last distinct items, newest first. */
  readonly lists: readonly (NeighbourList | undefined)[];
  /** Items that only their neighbours may bring back: what the session has seen. */
  readonly seen: ReadonlySet<string>;
  readonly n: number;
  /** How many of the top of both boards compete with the neighbours. */
  readonly boardTop: number;
  /** Whether the item may be served; asked at most once per item, best first. */
  admits(itemId: string, slot: number): boolean;
}

/** How an item came into the list: through neighbours of the session, or as one many look at. */
export type Source = 'co-visitation' | 'trending';

export interface Ranked {
  readonly itemId: string;
  readonly score: number;
  readonly source: Source;
}

/**
 * The best `n` admitted items, highest score first, ties in the order in which they were found. A
 * list that stays short is filled from the `short` board as far as REFILL_SCAN_MAX.
 */
export function recommend(site: SiteView, query: Query): Ranked[] {
  const candidates = coVisited(query.lists, site);
  addTop(candidates, site, site.short, query);
  addTop(candidates, site, site.long, query);
  const scale: SiteScale = {
    now: site.now,
    longTotal: site.long.totalLevel,
    shortTotal: site.short.totalLevel,
  };
  const scores = scoresOf(featuresOf(candidates, site.columns, scale), START_WEIGHTS);
  const best = takeAdmitted(candidates, scores, query);
  if (best.length >= query.n) return best;
  const from = candidates.ids.length;
  refill(candidates, site, query, query.n - best.length);
  const refilled = scoresOf(featuresOf(candidates, site.columns, scale, from), START_WEIGHTS);
  for (let i = 0; i < refilled.length; i++) {
    best.push({ itemId: candidates.ids[from + i]!, score: refilled[i]!, source: 'trending' });
  }
  return best.sort((a, b) => b.score - a.score);
}

function addTop(candidates: Candidates, site: SiteView, board: Board, query: Query): void {
  const top = Math.min(query.boardTop, board.size);
  for (let rank = 0; rank < top; rank++) {
    const slot = board.slotAt(rank);
    const id = site.ids[slot]!;
    if (!candidates.placeOf.has(id) && !query.seen.has(id)) addCandidate(candidates, id, slot);
  }
}

function takeAdmitted(candidates: Candidates, scores: Float64Array, query: Query): Ranked[] {
  const order = bestFirst(scores);
  const taken: Ranked[] = [];
  while (taken.length < query.n) {
    const place = order.next();
    if (place < 0) break;
    const itemId = candidates.ids[place]!;
    if (!query.admits(itemId, candidates.slots[place]!)) continue;
    const source = isCoVisited(candidates, place) ? 'co-visitation' : 'trending';
    taken.push({ itemId, score: scores[place]!, source });
  }
  return taken;
}

function isCoVisited({ covisit, covisitRecent }: Candidates, place: number): boolean {
  return covisit[place]! > 0 || covisitRecent[place]! > 0;
}

/** Adds up to `missing` admitted items of the board that are no candidates yet. */
function refill(candidates: Candidates, site: SiteView, query: Query, missing: number): void {
  const depth = Math.min(site.short.size, REFILL_SCAN_MAX);
  for (let rank = 0, added = 0; rank < depth && added < missing; rank++) {
    const slot = site.short.slotAt(rank);
    const id = site.ids[slot]!;
    if (candidates.placeOf.has(id) || query.seen.has(id) || !query.admits(id, slot)) continue;
    addCandidate(candidates, id, slot);
    added++;
  }
}
