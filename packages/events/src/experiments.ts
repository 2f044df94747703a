import type { LearnedWeights } from './types.ts';

/** How lists are made for the visitors of one arm of an experiment. */
export interface ExperimentVariant {
  name: string;
  /** Relative to those of the other variants. */
  share: number;
  /** `personal`: as for everybody · `popular` · `trending` · `none`: no list at all. */
  strategy: string;
  /** What ranks: `served`: what ranks for everybody · `start`: before anything was learned · `given`: `weights`. */
  ranker: string;
  /** null but for `given`. */
  weights: LearnedWeights | null;
  /** JSON text of the fields of a request that it sets, whatever the request says. */
  parameters: string;
}

/** A comparison of ways to make lists, over visitors who are given one of them each. */
export interface Experiment {
  scenarios: string[];
  /** Share of all visitors who get what is most popular instead. */
  holdout: number;
  variants: ExperimentVariant[];
  /** `draft` (never started), `running` or `stopped`. */
  state: string;
  /** Of the first start, epoch ms. */
  startedAt: number | null;
  /** Of the last stop, epoch ms; null while it runs. */
  stoppedAt: number | null;
  /** When shares were last changed after a start, epoch ms: counts no longer tell whether they were kept. */
  sharesChangedAt: number | null;
}

/** One change of one experiment of a site, as it lies in `recommendation.experiments`. */
export interface ExperimentDecision {
  /** One above that of the decision it was made on; of two with one revision the first in the log holds. */
  revision: number;
  /** Epoch ms. */
  decidedAt: number;
  site: string;
  id: string;
  /** What it is from then on; null: deleted. */
  experiment: Experiment | null;
}
