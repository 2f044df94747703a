import { bestFirst } from './best-first.ts';
import type { Board } from './boards.ts';
import { Candidates, CANDIDATES_MAX, SUMS } from './candidates.ts';
import { COLUMN } from './features.ts';
import { gather, type Situation, type SiteView } from './gather.ts';
import type { ItemFeatures } from './item-features.ts';
import { NeighbourOverlap } from './neighbour-overlap.ts';
import { writeScores } from './rows.ts';
import { bucketsOf, type RankerWeights, type Weights, weightsOf } from './weights.ts';

/** A short list is filled from this many items of a board, the most popular first. */
export const REFILL_SCAN_MAX = 5_000;

/** Candidates that a query is likely to refuse: the page's item, and what is in another list. */
const SPARE = 4;

export interface Query extends Situation {
  readonly ranker: RankerWeights;
  /** At most CANDIDATES_MAX come back. */
  readonly n: number;
  /** What a short list is filled from; without it, the `short` board. */
  readonly fill?: Board | undefined;
  /**
   * What is added to an item's score, −Infinity where it does not compete; without it, nothing, and all
   * do. Asked of all candidates before they are ranked: what cannot be served only holds that up.
   */
  readonly lift?: ((slot: number) => number) | undefined;
  /** Whether the item may be served, of those that compete; asked at most once per item, best first. */
  admits(slot: number): boolean;
}

/**
 * How an item came into the list: through neighbours of the session, as one like those of its items
 * that have met few, as one the visitor has been with, or as one many look at.
 */
export type Source = 'co-visitation' | 'catalogue' | 'history' | 'trending';

export interface Ranked {
  readonly slot: number;
  readonly score: number;
  readonly source: Source;
}

/** Candidates that compete, and their scores. */
interface Competitors {
  /** Their places among the candidates, ascending. */
  readonly places: Int32Array;
  readonly scores: Float64Array;
}

/** Room to work in, made once and used by one query after another: what it held is forgotten. */
export class Workspace {
  readonly candidates = new Candidates();
  readonly overlap = new NeighbourOverlap();
  readonly #all = Int32Array.from({ length: CANDIDATES_MAX }, (_, place) => place);
  readonly #places = new Int32Array(CANDIDATES_MAX);
  readonly #lifts = new Float64Array(CANDIDATES_MAX);
  readonly #scores = new Float64Array(CANDIDATES_MAX);

  /** Those of the candidates from place `from` on that compete. It holds until the next call. */
  competitors(items: ItemFeatures, weights: Weights, lift: Query['lift'], from = 0): Competitors {
    const places =
      lift === undefined
        ? this.#all.subarray(from, this.candidates.size)
        : this.#places.subarray(0, this.#lift(lift, from));
    const scores = this.#scores.subarray(0, places.length);
    writeScores(scores, this.candidates, places, items, weights);
    if (lift !== undefined) for (let i = 0; i < scores.length; i++) scores[i]! += this.#lifts[i]!;
    return { places, scores };
  }

  /** Writes places and lifts of what competes; says how many do. */
  #lift(lift: (slot: number) => number, from: number): number {
    const { slots, size } = this.candidates;
    let count = 0;
    for (let place = from; place < size; place++) {
      const added = lift(slots[place]!);
      if (added === Number.NEGATIVE_INFINITY) continue;
      this.#places[count] = place;
      this.#lifts[count++] = added;
    }
    return count;
  }
}

/**
 * The best `n` admitted items, highest score first, ties in the order in which they were found. A
 * list that stays short is filled from a board as far as REFILL_SCAN_MAX, with items that
 * the session has not seen.
 */
export function recommend(site: SiteView, query: Query, workspace: Workspace): Ranked[] {
  const { candidates } = workspace;
  const { lift } = query;
  gather(candidates, site, query);
  const weights = weightsOf(query.ranker, bucketsOf(query, site));
  const best = takeAdmitted(candidates, workspace.competitors(site.items, weights, lift), query);
  if (best.length >= query.n) return best;
  const from = candidates.size;
  refill(candidates, site, query, query.n - best.length);
  const { places, scores } = workspace.competitors(site.items, weights, lift, from);
  for (const [i, place] of places.entries()) {
    best.push({ slot: candidates.slots[place]!, score: scores[i]!, source: 'trending' });
  }
  return best.toSorted((a, b) => b.score - a.score);
}

function takeAdmitted(
  candidates: Candidates,
  { places, scores }: Competitors,
  query: Query,
): Ranked[] {
  const order = bestFirst(scores, query.n + SPARE);
  const taken: Ranked[] = [];
  while (taken.length < query.n) {
    const i = order.next();
    if (i < 0) break;
    const place = places[i]!;
    const slot = candidates.slots[place]!;
    if (!query.admits(slot)) continue;
    taken.push({ slot, score: scores[i]!, source: sourceOf(candidates, place) });
  }
  return taken;
}

function sourceOf({ sums, hop, alike, own }: Candidates, place: number): Source {
  const row = place * SUMS;
  const ofNeighbours = sums[row + COLUMN.covisit]! + sums[row + COLUMN.covisitRecent]!;
  if (ofNeighbours > 0 || (hop[place]! > 0 && alike[place] === 0)) return 'co-visitation';
  if (alike[place] === 1) return 'catalogue';
  return own[place]! > 0 ? 'history' : 'trending';
}

/** Adds up to `missing` admitted items of the board that are no candidates yet. */
function refill(candidates: Candidates, site: SiteView, query: Query, missing: number): void {
  const board = query.fill ?? site.short;
  const depth = Math.min(board.size, REFILL_SCAN_MAX);
  for (let rank = 0, added = 0; rank < depth && added < missing; rank++) {
    const slot = board.slotAt(rank);
    if (candidates.find(slot) >= 0 || !competes(query, slot) || !query.admits(slot)) continue;
    if (candidates.place(slot) < 0) return;
    added++;
  }
}

function competes({ lift }: Query, slot: number): boolean {
  return lift === undefined || lift(slot) > Number.NEGATIVE_INFINITY;
}
