export type { Affinity } from './affinity.ts';
export { bestFirst } from './best-first.ts';
export { type Board, RankedBoard } from './boards.ts';
export { BASKET_ITEMS_MAX } from './basket.ts';
export { Candidates } from './candidates.ts';
export type { CoPurchases } from './co-purchases.ts';
export { contributionsOf, queryWeights } from './contributions.ts';
export { addToLevel, EMPTY_LEVEL, valueOfLevel } from './decay.ts';
export {
  COUNTERS,
  type Counter,
  type Deployment,
  type DeploymentName,
  deploymentOf,
  deployments,
} from './deployment.ts';
export { dice } from './dice.ts';
export { diverseFirst, poolFor } from './diversity.ts';
export { explore, EXPLORED_PLACES_MAX } from './exploration/explore.ts';
export { FEATURES, FEATURES_VERSION, type Feature } from './features.ts';
export { gather, hopsFrom, type Situation, type SiteView } from './gather.ts';
export { hash48 } from './hash.ts';
export { type ItemColumns, ItemFeatures, type SiteScale } from './item-features.ts';
export {
  type HourlyLessons,
  LESSON_COUNTS,
  LESSONS_PER_HOUR_MAX,
  mayTeach,
} from './hourly-lessons.ts';
export {
  applySignal,
  DISTINCT_VISITORS_MAX,
  emptyItemState,
  type ItemSignal,
  type ItemState,
} from './item-state.ts';
export { type BucketState, emptyRanker, learn, type RankerState } from './learner.ts';
export {
  chancesOfLikes,
  type ContextItem,
  contextSlots,
  type Hop,
  isRead,
  type Likes,
  type NeighbourSlots,
} from './neighbour-features.ts';
export { LIFETIME_WEIGHT_MAX, type Neighbours, RECENT_WEIGHT_MAX } from './neighbours.ts';
export { CREDIT_PARTS } from './position-bias.ts';
export {
  type Dismissal,
  DISMISSED_MAX,
  dismissedAt,
  dismissedFrom,
} from './dismissals.ts';
export { mergeProfiles, profileFrom } from './merge-profiles.ts';
export {
  applyEvent,
  emptyProfile,
  type EventSignal,
  isExpired,
  PROFILE_IDLE_MS,
  type Profile,
  type ProfileEvent,
} from './profile.ts';
export { isRetraction } from './retraction.ts';
export { type CoVisit, coVisitsOf } from './reasons.ts';
export {
  type Query,
  type Ranked,
  REFILL_SCAN_MAX,
  recommend,
  type Source,
  Workspace,
} from './recommend.ts';
export { freezeSample, type Sample, SAMPLE_ROWS_MAX } from './sample.ts';
export {
  lastDistinctItems,
  SESSION_GAP_MS,
  SESSION_VISITS_MAX,
  VISIT_KINDS,
  type Visit,
  type VisitKind,
} from './session.ts';
export {
  type Bucket,
  BUCKETS,
  bucketsOf,
  CIRCUMSTANCES,
  type RankerWeights,
  START_RANKER,
  type Weights,
} from './weights.ts';
