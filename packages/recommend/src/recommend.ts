import { bestFirst } from './best-first.ts';
import type { Board } from './boards.ts';
import { Candidates, CANDIDATES_MAX, type NeighbourSlots } from './candidates.ts';
import type { ItemScores } from './item-scores.ts';
import { writeScores } from './rank.ts';

/** A short list is filled from this many items of the `short` board, the most popular first. */
export const REFILL_SCAN_MAX = 5_000;

/** Candidates that a query is likely to refuse: the page's item, and what is in another list. */
const SPARE = 4;

/** A site's items as queries see them for a moment. */
export interface SiteView {
  readonly scores: ItemScores;
  readonly long: Board;
  readonly short: Board;
}

export interface Query {
  /** Neighbour lists of the session's last distinct items, newest first. */
  readonly lists: readonly (NeighbourSlots | undefined)[];
  /** At most CANDIDATES_MAX come back. */
  readonly n: number;
  /** How many of the top of both boards compete with the neighbours. */
  readonly boardTop: number;
  /** Whether the session has seen the item: then only neighbours may bring it back. */
  isSeen(slot: number): boolean;
  /** Whether the item may be served; asked at most once per item, best first. */
  admits(slot: number): boolean;
}

/** How an item came into the list: through neighbours of the session, or as one many look at. */
export type Source = 'co-visitation' | 'trending';

export interface Ranked {
  readonly slot: number;
  readonly score: number;
  readonly source: Source;
}

/** Room to work in, made once and used by one query after another: what it held is forgotten. */
export class Workspace {
  readonly candidates = new Candidates();
  readonly #scores = new Float64Array(CANDIDATES_MAX);

  /** Scores of the candidates from place `from` on. */
  scores(items: ItemScores, from = 0): Float64Array {
    writeScores(this.#scores, this.candidates, items, from);
    return this.#scores.subarray(0, this.candidates.size - from);
  }
}

/**
 * The best `n` admitted items, highest score first, ties in the order in which they were found. A
 * list that stays short is filled from the `short` board as far as REFILL_SCAN_MAX.
 */
export function recommend(site: SiteView, query: Query, workspace: Workspace): Ranked[] {
  const { candidates } = workspace;
  candidates.clear();
  candidates.addNeighbours(query.lists);
  addTop(candidates, site.short, query);
  addTop(candidates, site.long, query);
  const best = takeAdmitted(candidates, workspace.scores(site.scores), query);
  if (best.length >= query.n) return best;
  const from = candidates.size;
  refill(candidates, site, query, query.n - best.length);
  for (const [i, score] of workspace.scores(site.scores, from).entries()) {
    best.push({ slot: candidates.slots[from + i]!, score, source: 'trending' });
  }
  return best.toSorted((a, b) => b.score - a.score);
}

function addTop(candidates: Candidates, board: Board, { boardTop, isSeen }: Query): void {
  const top = Math.min(boardTop, board.size);
  for (let rank = 0; rank < top; rank++) {
    const slot = board.slotAt(rank);
    if (!isSeen(slot)) candidates.place(slot);
  }
}

function takeAdmitted(candidates: Candidates, scores: Float64Array, query: Query): Ranked[] {
  const order = bestFirst(scores, query.n + SPARE);
  const taken: Ranked[] = [];
  while (taken.length < query.n) {
    const place = order.next();
    if (place < 0) break;
    const slot = candidates.slots[place]!;
    if (!query.admits(slot)) continue;
    taken.push({ slot, score: scores[place]!, source: sourceOf(candidates, place) });
  }
  return taken;
}

function sourceOf({ covisit, covisitRecent }: Candidates, place: number): Source {
  return covisit[place]! > 0 || covisitRecent[place]! > 0 ? 'co-visitation' : 'trending';
}

/** Adds up to `missing` admitted items of the board that are no candidates yet. */
function refill(candidates: Candidates, site: SiteView, query: Query, missing: number): void {
  const depth = Math.min(site.short.size, REFILL_SCAN_MAX);
  for (let rank = 0, added = 0; rank < depth && added < missing; rank++) {
    const slot = site.short.slotAt(rank);
    if (candidates.has(slot) || query.isSeen(slot) || !query.admits(slot)) continue;
    if (candidates.place(slot) < 0) return;
    added++;
  }
}
