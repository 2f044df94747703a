import type { Figure, Scores } from '@freshet/evaluation';
import type { Difference, Interval } from './difference.ts';
import type { LiveArm } from './from-log/live-arms.ts';
import type { ModelName } from './models.ts';
import type { Comparison } from './through-pipeline/evaluation.ts';

/**
 * `freshet-memory`: Freshet in memory beside a pipeline; `freshet-weights`: with weights that were given;
 * `freshet-tried`: as lists would be made with what is tried.
 */
export type ResultName = ModelName | 'freshet-memory' | 'freshet-weights' | 'freshet-tried';

/** What came of one model. */
export interface Result {
  readonly model: ResultName;
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
  /** Of what is tried over what is. */
  readonly difference?: Difference;
  /** Of a run through a pipeline: how it compares with memory. */
  readonly pipeline?: Comparison & { readonly eventsPerS: number };
}

/** The line that machines read. */
export function jsonLine(
  { top, results, late, difference, pipeline }: Summary,
  live?: { readonly experiment: string; readonly arms: readonly LiveArm[] },
): string {
  const freshness = late.map((result) => ({
    model: result.model,
    'late-ms': result.lateMs,
    ...jsonOf(result, top),
  }));
  return JSON.stringify({
    queries: results[0]?.scores.queries ?? 0,
    results: Object.fromEntries(results.map((result) => [result.model, jsonOf(result, top)])),
    ...(freshness.length > 0 && { freshness }),
    ...(difference !== undefined && { difference: jsonOfDifference(difference, top) }),
    ...(live !== undefined && { live }),
    ...(pipeline !== undefined && { pipeline: jsonOfPipeline(pipeline, top) }),
  });
}

function jsonOfDifference({ hitRate, reciprocalRank }: Difference, top: number) {
  const of = ({ value, low, high }: Interval) => [value, low, high].map(rounded);
  return { [`hr@${top}`]: of(hitRate), [`mrr@${top}`]: of(reciprocalRank) };
}

/** The pipeline against memory. */
function jsonOfPipeline(pipeline: NonNullable<Summary['pipeline']>, top: number) {
  return {
    [`overlap@${top}`]: rounded(pipeline.overlap),
    identical: rounded(pipeline.identical),
    [`hr-difference@${top}`]: rounded(pipeline.hitRate),
    [`mrr-difference@${top}`]: rounded(pipeline.reciprocalRank),
    'events-per-s': rounded(pipeline.eventsPerS),
  };
}

/** null where there is no number, as JSON has it. */
function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toFixed(DECIMALS)) : null;
}
