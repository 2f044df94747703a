export type { Affinity } from './affinity.ts';
export { type Board, createBoard } from './boards.ts';
export { CONTEXT_ITEMS_MAX, type NeighbourSlots } from './candidates.ts';
export { addToLevel, EMPTY_LEVEL, valueOfLevel } from './decay.ts';
export {
  COUNTERS,
  type Counter,
  type Deployment,
  type DeploymentName,
  deployments,
} from './deployment.ts';
export { type ItemColumns, ItemScores } from './item-scores.ts';
export { hash48 } from './hash.ts';
export { applySignal, emptyItemState, type ItemSignal, type ItemState } from './item-state.ts';
export type { Neighbours } from './neighbours.ts';
export {
  applyEvent,
  emptyProfile,
  type EventSignal,
  isExpired,
  PROFILE_IDLE_MS,
  type Profile,
  type ProfileEvent,
} from './profile.ts';
export { START_WEIGHTS } from './rank.ts';
export { type CoVisit, coVisitsOf } from './reasons.ts';
export {
  type Query,
  type Ranked,
  REFILL_SCAN_MAX,
  recommend,
  type SiteView,
  type Source,
  Workspace,
} from './recommend.ts';
export {
  lastDistinctItems,
  SESSION_GAP_MS,
  VISIT_KINDS,
  type Visit,
  type VisitKind,
} from './session.ts';
