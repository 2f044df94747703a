import type { Figure, Scores } from '@freshet/evaluation';
import type { ModelName } from './models.ts';

/** What came of one model. */
export interface Result {
  readonly model: ModelName;
  readonly scores: Scores;
  /** How much higher its hit rate is than that of the first one. */
  readonly gain: Figure;
}

/** What came of a model whose clicks were learned late. */
export interface LateResult extends Result {
  readonly lateMs: number;
}

/** Decimals of a share in the JSON: more than any number of queries can tell apart. */
const DECIMALS = 6;

/** One model as JSON, the length of its answers in the names of the figures. */
function jsonOf({ scores, gain }: Result, top: number) {
  const { hitRate, reciprocalRank, discountedGain, newHitRate, latencyMs } = scores;
  const at = (name: string) => `${name}@${top}`;
  return {
    [at('hr')]: rounded(hitRate.value),
    [at('mrr')]: rounded(reciprocalRank.value),
    [at('ndcg')]: rounded(discountedGain.value),
    [at('hr-new')]: rounded(newHitRate.value),
    [at('coverage')]: rounded(scores.coverage),
    [at('popularity')]: rounded(scores.popularity),
    [at('hr-gain')]: rounded(gain.value),
    'queries-new': scores.newQueries,
    'standard-errors': {
      [at('hr')]: rounded(hitRate.error),
      [at('mrr')]: rounded(reciprocalRank.error),
      [at('ndcg')]: rounded(discountedGain.error),
      [at('hr-new')]: rounded(newHitRate.error),
      [at('hr-gain')]: rounded(gain.error),
    },
    'latency-ms': {
      p50: rounded(latencyMs.p50),
      p90: rounded(latencyMs.p90),
      p99: rounded(latencyMs.p99),
    },
  };
}

export interface Summary {
  readonly top: number;
  readonly results: readonly Result[];
  readonly late: readonly LateResult[];
}

/** The line that machines read. */
export function jsonLine({ top, results, late }: Summary): string {
  const freshness = late.map((result) => ({
    model: result.model,
    'late-ms': result.lateMs,
    ...jsonOf(result, top),
  }));
  return JSON.stringify({
    queries: results[0]?.scores.queries ?? 0,
    results: Object.fromEntries(results.map((result) => [result.model, jsonOf(result, top)])),
    ...(freshness.length > 0 && { freshness }),
  });
}

/** null where there is no number, as JSON has it. */
function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toFixed(DECIMALS)) : null;
}
