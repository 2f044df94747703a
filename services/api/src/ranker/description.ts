import { BUCKETS, emptyRanker, FEATURES, FEATURES_VERSION, START_RANKER } from '@freshet/recommend';
import type { SiteWeights } from '@freshet/tables';

/** Weights have this many decimals for people; an export has them all. */
const DECIMALS = 4;

/** A site's ranker for people: what it weighs, and how far that has moved. */
export function describeRanker(site: string, { learned, otherVersion }: SiteWeights) {
  const { buckets } = learned?.state ?? emptyRanker();
  return {
    site,
    /** Of the features. */
    version: FEATURES_VERSION,
    source: learned === undefined ? 'start' : 'learned',
    /** Set where the newest weights are of another version, and so left out. */
    ...(otherVersion !== undefined && { otherVersion }),
    at: learned?.at || null,
    frozen: learned?.frozen ?? false,
    features: FEATURES,
    buckets: buckets.map(({ samples, weights, served }, i) => ({
      ...BUCKETS[i]!,
      samples,
      start: Array.from(START_RANKER[i]!),
      served: Array.from(served, shown),
      fromStart: Array.from(served, (weight, column) => shown(weight - START_RANKER[i]![column]!)),
      // How far what was learned last is from what is served: large while it still moves.
      unsettled: shown(distance(weights, served)),
    })),
  };
}

function distance(a: Float64Array, b: Float64Array): number {
  return Math.hypot(...a.map((value, i) => value - b[i]!));
}

function shown(weight: number): number {
  return Number(weight.toFixed(DECIMALS));
}
