import { bestFirst } from './best-first.ts';
import { Candidates, CANDIDATES_MAX } from './candidates.ts';
import { COLUMN, WIDTH } from './features.ts';
import { finish, gather, type Situation, type SiteView } from './gather.ts';
import { type Weights, writeScores } from './weights.ts';

/** A short list is filled from this many items of the `short` board, the most popular first. */
export const REFILL_SCAN_MAX = 5_000;

/** Candidates that a query is likely to refuse: the page's item, and what is in another list. */
const SPARE = 4;

export interface Query extends Situation {
  /** Those of the session's bucket. */
  readonly weights: Weights;
  /** At most CANDIDATES_MAX come back. */
  readonly n: number;
  /** Whether the item may be served; asked at most once per item, best first. */
  admits(slot: number): boolean;
}

/**
 * How an item came into the list: through neighbours of the session, as one the visitor has been
 * with, or as one many look at.
 */
export type Source = 'co-visitation' | 'history' | 'trending';

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
  scores(weights: Weights, from = 0): Float64Array {
    const { rows, size } = this.candidates;
    writeScores(this.#scores, rows, weights, { from, to: size });
    return this.#scores.subarray(0, size - from);
  }
}

/**
 * The best `n` admitted items, highest score first, ties in the order in which they were found. A
 * list that stays short is filled from the `short` board as far as REFILL_SCAN_MAX, with items that
 * the session has not seen.
 */
export function recommend(site: SiteView, query: Query, workspace: Workspace): Ranked[] {
  const { candidates } = workspace;
  gather(candidates, site, query);
  const best = takeAdmitted(candidates, workspace.scores(query.weights), query);
  if (best.length >= query.n) return best;
  const from = candidates.size;
  refill(candidates, site, query, query.n - best.length);
  finish(candidates, site.items, from);
  for (const [i, score] of workspace.scores(query.weights, from).entries()) {
    best.push({ slot: candidates.slots[from + i]!, score, source: 'trending' });
  }
  return best.toSorted((a, b) => b.score - a.score);
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

function sourceOf({ rows }: Candidates, place: number): Source {
  const row = place * WIDTH;
  const ofNeighbours =
    rows[row + COLUMN.covisit]! + rows[row + COLUMN.covisitRecent]! + rows[row + COLUMN.hop]!;
  if (ofNeighbours > 0) return 'co-visitation';
  const own = rows[row + COLUMN.inSession]! + rows[row + COLUMN.history]!;
  return own > 0 ? 'history' : 'trending';
}

/** Adds up to `missing` admitted items of the board that are no candidates yet. */
function refill(candidates: Candidates, site: SiteView, query: Query, missing: number): void {
  const depth = Math.min(site.short.size, REFILL_SCAN_MAX);
  for (let rank = 0, added = 0; rank < depth && added < missing; rank++) {
    const slot = site.short.slotAt(rank);
    if (candidates.find(slot) >= 0 || !query.admits(slot)) continue;
    if (candidates.row(slot) < 0) return;
    added++;
  }
}
