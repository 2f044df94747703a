import { type Codec, createCodec, Undecodable } from './codec.ts';
import { uncopied } from './copied-event.ts';
import { isHandovers } from './handovers.ts';
import type { ExperimentDecision } from './experiments.ts';
import { version } from './schema-version.ts';
import type { NamespacePlan } from './namespaces.ts';
import type {
  BehaviourEvent,
  CatalogueItem,
  DeadLetter,
  ItemSignals,
  ItemStats,
  RankerSamples,
  RankerWeights,
  SettledLetters,
  SigningKey,
} from './types.ts';

export { attributionFiguresCodec, attributionOutcomesCodec } from './attribution.ts';
export { businessRuleCodec, ruleChangeCodec } from './business-rules.ts';
export { answersCodec } from './answers.ts';
export { copiedEventCodec } from './copied-event.ts';
export { erasureCodec } from './erasures.ts';
export { dashboardActsCodec } from './dashboard-acts.ts';
export { endedSessionCodec } from './ended-session.ts';
export { handoversCodec } from './handovers.ts';
export { intakeRefusalsCodec } from './intake-refusals.ts';
export { rankerCommandCodec } from './ranker-command.ts';
export { refusedRowCodec } from './refused-row.ts';
export { trackingPlanCodec } from './tracking-plan.ts';

/** Every kind of record that crosses a topic, with all versions ever written. Ids are for ever. */
export const behaviourEventCodec = throughCopies(
  createCodec<BehaviourEvent>('behaviour-event', [
    version(1, 'behaviour-event.1'),
    version(22, 'behaviour-event.2'),
    version(27, 'behaviour-event.3'),
  ]),
);
export const itemSignalsCodec = createCodec<ItemSignals>('item-signals', [
  version(6, 'item-signals.1'),
  version(20, 'item-signals.2'),
  version(26, 'item-signals.3'),
]);
export const itemStatsCodec = createCodec<ItemStats>('item-stats', [
  version(3, 'item-stats.1'),
  version(21, 'item-stats.2'),
]);
export const catalogueItemCodec = createCodec<CatalogueItem>('catalogue-item', [
  version(4, 'catalogue-item.1'),
]);
export const deadLetterCodec = createCodec<DeadLetter>('dead-letter', [
  version(5, 'dead-letter.1'),
  version(8, 'dead-letter.2'),
]);
export const settledLettersCodec = createCodec<SettledLetters>('settled-letters', [
  version(7, 'settled-letters.1'),
]);
export const namespacePlanCodec = createCodec<NamespacePlan>('namespace-plan', [
  version(11, 'namespace-plan.1'),
  version(15, 'namespace-plan.2'),
]);
export const rankerSamplesCodec = createCodec<RankerSamples>('ranker-samples', [
  version(16, 'ranker-samples.1'),
]);
export const rankerWeightsCodec = createCodec<RankerWeights>('ranker-weights', [
  version(18, 'ranker-weights.1'),
]);
export const signingKeyCodec = createCodec<SigningKey>('signing-key', [
  version(23, 'signing-key.1'),
]);
export const experimentDecisionCodec = createCodec<ExperimentDecision>('experiment-decision', [
  version(60, 'experiment-decision.1'),
]);

/** Reads an event alike where it was written and where it was copied to. */
function throughCopies<T>(codec: Codec<T>): Codec<T> {
  return {
    ...codec,
    decode(bytes) {
      const value = uncopied(bytes);
      if (value === null) throw new Undecodable(codec.name, 'an empty value');
      if (isHandovers(value)) throw new Undecodable(codec.name, 'no event, but a handover');
      return codec.decode(value);
    },
  };
}
