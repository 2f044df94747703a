import { lastDistinctItems } from '@freshet/recommend';
import type { Click } from '../click.ts';
import { QueryScores } from '../query-scores.ts';
import type { Model, Query } from '../model.ts';
import { Numbering } from '../numbering.ts';

/** A click is paired with so many distinct items before it in its session. */
const PAIR_DISTANCE_MAX = 3;
/** So many of the session's last distinct items bring their neighbours … */
const CONTEXT_ITEMS_MAX = 5;
/** … each step back counting half as much. */
const STEP_BACK = 0.5;
/** A list past the first bound keeps its strongest entries up to the second. */
const NEIGHBOURS_MAX = 200;
const NEIGHBOURS_KEPT = 100;

interface Neighbours {
  readonly weights: Map<number, number>;
  /** Of all that was ever added, also of what was pruned. */
  total: number;
}

/**
 * Plain co-visitation: items clicked within a few steps of one another in a session, each pair
 * weighted by 1/steps, normalised per item. No ranker, no decay, no popularity: what is left when all
 * that is learned is taken away.
 */
export class CoVisitation implements Model {
  readonly #items = new Numbering();
  readonly #neighbours: Neighbours[] = [];
  /** The last distinct items of every session, newest first. */
  readonly #recent = new Map<string, number[]>();
  readonly #scores = new QueryScores();

  learn({ sessionId, itemId }: Click): void {
    const item = this.#items.number(itemId);
    const own = (this.#neighbours[item] ??= { weights: new Map(), total: 0 });
    const earlier = (this.#recent.get(sessionId) ?? []).filter((other) => other !== item);
    for (const [steps, other] of earlier.slice(0, PAIR_DISTANCE_MAX).entries()) {
      const weight = 1 / (steps + 1);
      add(own, other, weight);
      add(this.#neighbours[other]!, item, weight);
    }
    this.#recent.set(sessionId, [item, ...earlier].slice(0, PAIR_DISTANCE_MAX + 1));
  }

  rank({ session }: Query, n: number): readonly string[] {
    this.#scores.clear();
    let share = 1;
    for (const itemId of lastDistinctItems(session, CONTEXT_ITEMS_MAX)) {
      const neighbours = this.#neighbours[this.#items.find(itemId)];
      for (const [other, weight] of neighbours?.weights ?? []) {
        this.#scores.add(other, (share * weight) / neighbours!.total);
      }
      share *= STEP_BACK;
    }
    return this.#scores.best(n).map((item) => this.#items.id(item));
  }
}

function add(neighbours: Neighbours, other: number, weight: number): void {
  const { weights } = neighbours;
  weights.set(other, (weights.get(other) ?? 0) + weight);
  neighbours.total += weight;
  if (weights.size <= NEIGHBOURS_MAX) return;
  const strongest = [...weights].toSorted((a, b) => b[1] - a[1]).slice(0, NEIGHBOURS_KEPT);
  weights.clear();
  for (const [kept, its] of strongest) weights.set(kept, its);
}
