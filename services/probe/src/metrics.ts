import { Counter, Histogram, type Registry } from '@freshet/runtime';

/**
 * What a second came to: the answer knew the visit within a second of its being sent; later, or not
 * yet; ingest did not take the visit; or the API did not answer.
 */
export const OUTCOMES = ['fresh', 'late', 'write_failed', 'read_failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Seconds; the bound of what counts as fresh is one of them. */
const BUCKETS_S = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 2, 5, 10, 30, 60];

export interface ProbeMetrics {
  readonly freshness: Histogram;
  readonly rounds: Counter<'outcome'>;
}

export function createProbeMetrics(registry: Registry): ProbeMetrics {
  const registers = [registry];
  const rounds = new Counter({
    name: 'freshet_probe_rounds_total',
    help: 'Seconds in which the probe tried, by what came of it; the share of fresh ones is the freshness objective.',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of OUTCOMES) rounds.inc({ outcome }, 0);
  return {
    rounds,
    freshness: new Histogram({
      name: 'freshet_probe_freshness_seconds',
      help: "From a probe's visit sent to ingest until an answer of the API knew it, over HTTP; each visit once it is known.",
      buckets: BUCKETS_S,
      registers,
    }),
  };
}
