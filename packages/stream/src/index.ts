export type {
  Ack,
  Batch,
  CommitTiming,
  Consumer,
  Follower,
  Following,
  Log,
  LogAdmin,
  LogRecord,
  OutgoingRecord,
  PartitionOffsets,
  Pause,
  Place,
  Position,
  Publisher,
  Range,
  RecordResults,
  Retention,
  Subscription,
  Verdict,
} from './log.ts';
export type {
  GroupStanding,
  InspectedBrokers,
  InspectedPartition,
  InspectedTopic,
  LogInspection,
  MissingRight,
  NewestRecord,
} from './inspection.ts';
export { RESERVE_BYTES } from './embedded/disk-room.ts';
export type { InspectedFolder } from './embedded/inspection.ts';
export {
  type Decision,
  type Decisions,
  type DecisionsOptions,
  openDecisions,
} from './decisions.ts';
export type { Erasures } from './erasures/erasures.ts';
export { guardLog } from './erasures/guarded-log.ts';
export { ReadBack } from './read-back.ts';
export type { RecordHeaders } from './record-headers.ts';
export { recordAgeMax } from './record-age.ts';
export { keepToPlan } from './namespaces/keep-to-plan.ts';
export {
  type Namespaces,
  type NamespacesOptions,
  openNamespaces,
} from './namespaces/namespaces.ts';
export {
  HOLD_MS_MAX,
  ingestOf,
  isUnderWay,
  wentOver,
  withCutOver,
  withIngest,
  withoutCutOver,
  withoutIngest,
  withStopped,
} from './namespaces/cut-over.ts';
export {
  firstPlan,
  liveEventTopic,
  NAMESPACES_MAX,
  namespaceOf,
  readsLiveEvents,
  withLive,
  withNamespace,
  without,
} from './namespaces/plan.ts';
export { PARTITIONS_MAX, withRepartition } from './namespaces/repartition.ts';
export { backlogBefore, mirrorBacklog, mirrorLag } from './mirror/backlog.ts';
export { createMirror } from './mirror/mirror.ts';
export { type Mirror, mirrorBetween, mirrorGroup, mirrorsOf } from './mirror/mirrors.ts';
export { encodeDeadLetter } from './processor/dead-letter.ts';
export { createProcessorMetrics, type ProcessorMetrics } from './processor/metrics.ts';
export type {
  Decoded,
  Derived,
  Observations,
  Observed,
  Processor,
  Result,
  Snapshot,
  Sourced,
} from './processor/processor.ts';
export {
  type ProcessorRuntime,
  type RunningProcessor,
  runProcessor,
} from './processor/run-processor.ts';
export type { AtLeastOnce, AtMostOnce, PlainConsumer } from './delivery/plain-consumer.ts';
export {
  onEveryEventTopic,
  type PlannedConsumer,
  type PlannedRuntime,
  runPlanned,
} from './delivery/planned-consumers.ts';
export {
  type DeliveryRuntime,
  type RunningConsumer,
  runConsumer,
} from './delivery/run-consumer.ts';
export { drainSeconds, processedPerSecond, type Sample } from './drain-estimate.ts';
export { changeRetention } from './retention-change.ts';
export { openSigningKey, type Signer } from './signing-key.ts';
