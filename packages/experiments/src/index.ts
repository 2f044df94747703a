export {
  addFigures,
  addVisitorChange,
  type ArmFigures,
  emptyFigures,
  type Moments,
  NO_TOTALS,
  type VisitorTotals,
} from './arm-figures.ts';
export { type ArmShare, armOf, armShares, HOLDOUT, type Shares } from './assignment.ts';
export {
  ALPHA,
  CONTRIBUTORS_MIN,
  differenceInterval,
  type Interval,
  intervalOf,
  liftInterval,
  VISITORS_MIN,
} from './confidence-sequence.ts';
export { clickThrough, conversion, type Rate, revenuePerVisitor } from './rate.ts';
export { SAMPLE_RATIO_ALPHA, type SampleRatio, sampleRatio } from './sample-ratio.ts';
