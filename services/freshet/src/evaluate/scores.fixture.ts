import type { Figure, Scores } from '@freshet/evaluation';

const figure = (value: number, error = 0.01): Figure => ({ value, error });

/** What a model came to whose hit rate is `hitRate`, beside another of 0.75. */
export function outcomeOf(hitRate: number): { readonly scores: Scores; readonly gain: Figure } {
  const scores = {
    queries: 100,
    hitRate: figure(hitRate),
    reciprocalRank: figure(0.25, 1 / 300),
    discountedGain: figure(0.3),
    newHitRate: figure(0.4, Number.NaN),
    newQueries: 60,
    coverage: 0.5,
    popularity: 0.125,
    latencyMs: { p50: 0.1, p90: 0.2, p99: 1.5 },
  };
  return { scores, gain: figure(hitRate - 0.75) };
}
