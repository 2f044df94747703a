import { logGamma } from './log-gamma.ts';

/** How often arms filled as their shares say may ever be flagged, however often somebody looks. */
export const SAMPLE_RATIO_ALPHA = 0.001;
/**
 * Weight of the prior in visitors: the faults it expects are of about √(share · (1 − share) / 1000), 1.6
 * points at one half, and larger ones are found soon all the same.
 */
const PRIOR_VISITORS = 1_000;

export interface SampleRatio {
  /** Visitors that shares would have led one to expect, by arm. */
  readonly expected: readonly number[];
  /** Chance of counts as unlikely as these at any time so far, were the shares kept; 1 at most. */
  readonly pValue: number;
  /** `pValue` is below 0.001. */
  readonly isFlagged: boolean;
}

/**
 * Whether arms were filled as their shares say (shares add up to 1, each above 0). A sequential test of
 * multinomial counts (Lindon, Malek: "Anytime-valid inference for multinomial count data", NeurIPS 2022):
 * the Bayes factor of a Dirichlet prior around the shares against the shares themselves is a martingale
 * while these are kept, so it ever passes 1/α with a chance of at most α, and its inverse is a p-value.
 */
export function sampleRatio(counts: readonly number[], shares: readonly number[]): SampleRatio {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let logFactor = logGamma(PRIOR_VISITORS) - logGamma(PRIOR_VISITORS + total);
  for (const [i, count] of counts.entries()) {
    const share = shares[i]!;
    const prior = PRIOR_VISITORS * share;
    logFactor += logGamma(prior + count) - logGamma(prior) - count * Math.log(share);
  }
  const pValue = Math.min(1, Math.exp(-logFactor));
  return {
    expected: shares.map((share) => share * total),
    pValue,
    isFlagged: pValue < SAMPLE_RATIO_ALPHA,
  };
}
