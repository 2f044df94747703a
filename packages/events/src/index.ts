export { AnswerBatch } from './answer-batch.ts';
export { decodeAnswers, type LoggedAnswer, type LoggedItem } from './answers.ts';
export {
  type AttributionFigures,
  attributionFiguresCodec,
  type AttributionOutcomes,
  attributionOutcomesCodec,
} from './attribution.ts';
export {
  type BusinessRule,
  parseRuleKey,
  RULE_CHANGES_MAX,
  type RuleChange,
  ruleChangeKey,
  ruleKey,
} from './business-rules.ts';
export {
  type Codec,
  createCodec,
  schemaIdOf,
  type SchemaVersion,
  Undecodable,
  UnknownSchema,
} from './codec.ts';
export { isAgreedTo, type Purpose } from './consent.ts';
export { type DashboardAct, type DashboardActs, dashboardActsCodec } from './dashboard-acts.ts';
export { eraseEvent } from './erase-event.ts';
export { type Erasure, erasureCodec, isRemnant, remnant } from './erasures.ts';
export { type EventOutline, eventOutline } from './event-outline.ts';
export { EVENT_TYPE_CHARACTERS_MAX, knownEventTypes } from './event-type.ts';
export { eventPrefix } from './event-prefix.ts';
export {
  type CopiedEvent,
  copiedEvent,
  copiedEventCodec,
  type Origin,
  uncopied,
} from './copied-event.ts';
export {
  type Claim,
  type Edge,
  type Forgetting,
  type Handover,
  type Handovers,
  handoversCodec,
  type Hop,
  isHandovers,
  type MovedEvent,
  type MovedState,
} from './handovers.ts';
export { tiedErasures } from './tied-erasures.ts';
export type { Experiment, ExperimentDecision, ExperimentVariant } from './experiments.ts';
export {
  CATEGORIES_MAX,
  DISMISSAL_DELAY_S_MAX,
  JSON_BYTES_MAX,
  ORDER_LINES_MAX,
  TITLE_CHARACTERS_MAX,
} from './field-bounds.ts';
export { CATEGORY_BYTES_MAX, ID_BYTES_MAX, isCategory, isIdentifier } from './identifier.ts';
export {
  DEFAULT_SITE,
  itemKey,
  PROBE_SITE,
  type ProfileId,
  parseItemKey,
  parseProfileKey,
  profileKey,
  SITE_PATTERN,
} from './keys.ts';
export {
  attributionFiguresTopic,
  type CutOver,
  type EventTopic,
  eventTopic,
  FIRST_NAMESPACE,
  inNamespace,
  type IngestStanding,
  isEventTopic,
  itemStatsTopic,
  type Namespace,
  NAMESPACE_PATTERN,
  type NamespacePlan,
  type NamespaceTopics,
  namespaceTopics,
  rankerWeightsTopic,
} from './namespaces.ts';
export {
  type IntakeRefusals,
  intakeRefusalsCodec,
  type RefusalCount,
  type RefusedEntry,
} from './intake-refusals.ts';
export { knownSchemaIds } from './known-schemas.ts';
export { type EndedSession, endedSessionCodec } from './ended-session.ts';
export { isUnreadable, unlessUnreadable } from './unreadable.ts';
export { type TrackingPlanRevision, trackingPlanCodec } from './tracking-plan.ts';
export { rankerCommand } from './ranker-command.ts';
export { partitionOf } from './partition.ts';
export {
  type AnswerFacts,
  decodeRecommId,
  encodeRecommId,
  type RecommIdSigner,
} from './recomm-id.ts';
export { INTAKE, type RefusedRow, refusedRow, refusedRowCodec } from './refused-row.ts';
export {
  behaviourEventCodec,
  businessRuleCodec,
  catalogueItemCodec,
  deadLetterCodec,
  experimentDecisionCodec,
  itemSignalsCodec,
  itemStatsCodec,
  namespacePlanCodec,
  rankerCommandCodec,
  rankerSamplesCodec,
  rankerWeightsCodec,
  ruleChangeCodec,
  settledLettersCodec,
  signingKeyCodec,
} from './schemas.ts';
export {
  type Cleanup,
  partitionCounts,
  type Topic,
  type TopicKind,
  topics,
} from './topics.ts';
export type {
  BehaviourEvent,
  CatalogueItem,
  DeadLetter,
  ItemSignals,
  ItemStats,
  LearnedWeights,
  OrderLine,
  RankerCommand,
  RankerSamples,
  RankerWeights,
  SettledLetters,
  SigningKey,
} from './types.ts';
