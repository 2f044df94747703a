import type { Answer } from '../answer.ts';
import type { Click } from '../click.ts';
import { ClusteredMean } from './clustered-mean.ts';
import { Exposure } from './exposure.ts';
import { percentile } from './percentiles.ts';
import { discountedGain, hit, rankOf, reciprocalRank } from './rank.ts';

/** A mean over queries, 0 to 1. */
export interface Figure {
  readonly value: number;
  /** Standard error, clustered by session; NaN of fewer than two sessions. */
  readonly error: number;
}

/** What came of all queries of one model, lists cut at the length asked for. */
export interface Scores {
  readonly queries: number;
  readonly hitRate: Figure;
  readonly reciprocalRank: Figure;
  readonly discountedGain: Figure;
  /** Hit rate of the queries whose target the session had not had yet. */
  readonly newHitRate: Figure;
  /** How many those are. */
  readonly newQueries: number;
  readonly coverage: number;
  readonly popularity: number;
  readonly latencyMs: { readonly p50: number; readonly p90: number; readonly p99: number };
}

/** Adds up what the answers of one model are worth. */
export class Measures {
  readonly #hitRate = new ClusteredMean();
  readonly #reciprocalRank = new ClusteredMean();
  readonly #discountedGain = new ClusteredMean();
  readonly #newHitRate = new ClusteredMean();
  readonly #exposure = new Exposure();
  readonly #latenciesMs: number[] = [];

  /** Of every click, after the answer that it was the target of. */
  clicked({ itemId }: Click): void {
    this.#exposure.clicked(itemId);
  }

  answered({ query, target, items, tookMs }: Answer): void {
    const { session } = query;
    const { sessionId } = session[0]!;
    const rank = rankOf(target, items);
    this.#hitRate.add(sessionId, hit(rank));
    this.#reciprocalRank.add(sessionId, reciprocalRank(rank));
    this.#discountedGain.add(sessionId, discountedGain(rank));
    const isNew = !session.some(({ itemId }) => itemId === target);
    if (isNew) this.#newHitRate.add(sessionId, hit(rank));
    this.#exposure.answered(items);
    this.#latenciesMs.push(tookMs);
  }

  /** How much more was hit than by another model that was asked the same. */
  hitRateOver(other: Measures): Figure {
    return figureOf(this.#hitRate.minus(other.#hitRate));
  }

  /** The same of the reciprocal rank. */
  reciprocalRankOver(other: Measures): Figure {
    return figureOf(this.#reciprocalRank.minus(other.#reciprocalRank));
  }

  scores(): Scores {
    const latency = (share: number) => percentile(this.#latenciesMs, share);
    return {
      queries: this.#hitRate.count,
      hitRate: figureOf(this.#hitRate),
      reciprocalRank: figureOf(this.#reciprocalRank),
      discountedGain: figureOf(this.#discountedGain),
      newHitRate: figureOf(this.#newHitRate),
      newQueries: this.#newHitRate.count,
      coverage: this.#exposure.coverage,
      popularity: this.#exposure.popularity,
      latencyMs: { p50: latency(0.5), p90: latency(0.9), p99: latency(0.99) },
    };
  }
}

function figureOf({ mean, standardError }: ClusteredMean): Figure {
  return { value: mean, error: standardError };
}
