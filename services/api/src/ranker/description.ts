import {
  BUCKETS,
  bucketOf,
  emptyRanker,
  FEATURES,
  FEATURES_VERSION,
  START_WEIGHTS,
} from '@freshet/recommend';
import type { SiteWeights } from '@freshet/tables';

/** Weights have this many decimals for people; an export has them all. */
const DECIMALS = 4;

/** The least number of events that a session of each bucket has. */
const eventsFrom = Array.from({ length: BUCKETS }, (_, bucket) => {
  let events = 1;
  while (bucketOf(events) < bucket) events++;
  return events;
});

/** A site's ranker for people: what it weighs, and how far that has moved. */
export function describeRanker(site: string, { learned, otherVersion }: SiteWeights) {
  const { buckets } = learned?.state ?? emptyRanker();
  const starts = Array.from(START_WEIGHTS);
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
    start: starts,
    buckets: buckets.map(({ samples, weights, served }, i) => ({
      sessionEvents: { from: eventsFrom[i]!, to: (eventsFrom[i + 1] ?? 0) - 1 || null },
      samples,
      served: Array.from(served, shown),
      fromStart: Array.from(served, (weight, column) => shown(weight - starts[column]!)),
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
