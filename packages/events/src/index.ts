export {
  type Codec,
  createCodec,
  type SchemaVersion,
  Undecodable,
  UnknownSchema,
} from './codec.ts';
export { eventPrefix } from './event-prefix.ts';
export { CATEGORY_BYTES_MAX, ID_BYTES_MAX, isCategory, isIdentifier } from './identifier.ts';
export {
  DEFAULT_SITE,
  itemKey,
  type ProfileId,
  parseItemKey,
  profileKey,
  SITE_PATTERN,
} from './keys.ts';
export {
  type DerivedTopics,
  derivedTopics,
  FIRST_NAMESPACE,
  inNamespace,
  type Namespace,
  NAMESPACE_PATTERN,
  type NamespacePlan,
} from './namespaces.ts';
export { partitionOf } from './partition.ts';
export {
  behaviourEventCodec,
  catalogueItemCodec,
  deadLetterCodec,
  itemSignalsCodec,
  itemStatsCodec,
  namespacePlanCodec,
  settledLettersCodec,
} from './schemas.ts';
export { type Cleanup, partitionCounts, type Topic, type TopicKind, topics } from './topics.ts';
export type {
  BehaviourEvent,
  CatalogueItem,
  DeadLetter,
  ItemSignals,
  ItemStats,
  OrderLine,
  SettledLetters,
} from './types.ts';
