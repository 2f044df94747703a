import { bestFirst } from './best-first.ts';
import type { Board } from './boards.ts';
import { Candidates, CANDIDATES_MAX, SUMS } from './candidates.ts';
import { COLUMN } from './features.ts';
import { gather, type Situation, type SiteView } from './gather.ts';
import type { ItemFeatures } from './item-features.ts';
import { writeScores } from './rows.ts';
import { bucketsOf, type RankerWeights, type Weights, weightsOf } from './weights.ts';

/** A short list is filled from this many items of a board, the most popular first. */
export const REFILL_SCAN_MAX = 5_000;

/** In place of a score: found last, and not at all where others are found. */
const OUT = Number.NEGATIVE_INFINITY;

/** Candidates that a query is likely to refuse: the page's item, and what is in another list. */
const SPARE = 4;

export interface Query extends Situation {
  readonly ranker: RankerWeights;
  /** At most CANDIDATES_MAX come back. */
  readonly n: number;
  /** What a short list is filled from; without it, the `short` board. */
  readonly fill?: Board | undefined;
  /** What is added to an item's score, −Infinity where it is not to be served; without it, nothing. */
  readonly boost?: ((slot: number) => number) | undefined;
  /**
   * Whether the item may be served as far as it alone tells, asked of all candidates before they are
   * ranked: what `admits` would refuse in any case holds up the ranking. Without it all compete.
   */
  readonly passes?: ((slot: number) => boolean) | undefined;
  /** Whether the item may be served; asked at most once per item, best first. */
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

/** Room to work in, made once and used by one query after another: what it held is forgotten. */
export class Workspace {
  readonly candidates = new Candidates();
  readonly #scores = new Float64Array(CANDIDATES_MAX);

  /** Scores of the candidates from place `from` on, OUT for those that do not compete. */
  scores(
    items: ItemFeatures,
    weights: Weights,
    { boost, passes }: Pick<Query, 'boost' | 'passes'>,
    from = 0,
  ): Float64Array {
    const { slots, size } = this.candidates;
    const scores = this.#scores;
    writeScores(scores, this.candidates, items, weights, from);
    if (boost === undefined && passes === undefined) return scores.subarray(0, size - from);
    for (let place = from; place < size; place++) {
      const slot = slots[place]!;
      // What does not pass need not be boosted.
      if (passes !== undefined && !passes(slot)) scores[place - from] = OUT;
      else if (boost !== undefined) scores[place - from]! += boost(slot);
    }
    return scores.subarray(0, size - from);
  }
}

/**
 * The best `n` admitted items, highest score first, ties in the order in which they were found. A
 * list that stays short is filled from a board as far as REFILL_SCAN_MAX, with items that
 * the session has not seen.
 */
export function recommend(site: SiteView, query: Query, workspace: Workspace): Ranked[] {
  const { candidates } = workspace;
  gather(candidates, site, query);
  const weights = weightsOf(query.ranker, bucketsOf(query, site));
  const best = takeAdmitted(candidates, workspace.scores(site.items, weights, query), query);
  if (best.length >= query.n) return best;
  const from = candidates.size;
  refill(candidates, site, query, query.n - best.length);
  for (const [i, score] of workspace.scores(site.items, weights, query, from).entries()) {
    best.push({ slot: candidates.slots[from + i]!, score, source: 'trending' });
  }
  return best.toSorted((a, b) => b.score - a.score);
}

function takeAdmitted(candidates: Candidates, scores: Float64Array, query: Query): Ranked[] {
  const order = bestFirst(scores, query.n + SPARE);
  const taken: Ranked[] = [];
  while (taken.length < query.n) {
    const place = order.next();
    if (place < 0 || scores[place] === OUT) break;
    const slot = candidates.slots[place]!;
    if (!query.admits(slot)) continue;
    taken.push({ slot, score: scores[place]!, source: sourceOf(candidates, place) });
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
    if (candidates.find(slot) >= 0 || !query.admits(slot)) continue;
    if (candidates.place(slot) < 0) return;
    added++;
  }
}
