export { GROUPS } from './groups.ts';
export { HASH_BYTES, readHash, writeHash } from './hashes.ts';
export type { InspectedCluster, InspectedServer, StoreInspection } from './inspection.ts';
export { packLearned, unpackLearned } from './learned-weights.ts';
export { type SiteRanker, siteRankerCodec } from './site-ranker.ts';
export {
  FIGURES_DAYS_KEPT,
  FIGURES_IDLE_S,
  figuresDayRefs,
  figuresRef,
  ITEM_IDLE_S,
  itemRef,
  profileRef,
  RANKER_IDLE_S,
  rankerRef,
  type StateSpace,
  visitorRef,
} from './keys.ts';
export {
  type Applied,
  type Change,
  type Fence,
  type State,
  type StatePartition,
  type StateRef,
  type Store,
  type Write,
  WRITES_MAX,
} from './store.ts';
export { figuresCodec, figuresRecord, readFigures } from './figures-value.ts';
export { dayPlacesCodec, figuresStateCodec } from './day-places-value.ts';
export { encodeItemStats } from './item-stats.ts';
export {
  decodeCoPurchases,
  decodeNeighbours,
  itemCodec,
  type NeighbourColumns,
} from './item-value.ts';
export { keptCodec, keptIn } from './kept-value.ts';
export { decodeSession, profileCodec, type ProfileSession } from './profile-value.ts';
export { decodeAssignments, type VisitorAssignments, visitorCodec } from './visitor-value.ts';
export type { ValueCodec } from './value-codec.ts';
