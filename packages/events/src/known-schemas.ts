import { answersCodec } from './answers.ts';
import { attributionFiguresCodec, attributionOutcomesCodec } from './attribution.ts';
import { businessRuleCodec, ruleChangeCodec } from './business-rules.ts';
import type { Codec } from './codec.ts';
import { copiedEventCodec } from './copied-event.ts';
import { dashboardActsCodec } from './dashboard-acts.ts';
import { erasureCodec } from './erasures.ts';
import { endedSessionCodec } from './ended-session.ts';
import { handoversCodec } from './handovers.ts';
import { intakeRefusalsCodec } from './intake-refusals.ts';
import { rankerCommandCodec } from './ranker-command.ts';
import { refusedRowCodec } from './refused-row.ts';
import {
  behaviourEventCodec,
  catalogueItemCodec,
  deadLetterCodec,
  experimentDecisionCodec,
  itemSignalsCodec,
  itemStatsCodec,
  namespacePlanCodec,
  rankerSamplesCodec,
  rankerWeightsCodec,
  settledLettersCodec,
  signingKeyCodec,
} from './schemas.ts';
import { trackingPlanCodec } from './tracking-plan.ts';

const codecs: readonly Pick<Codec<unknown>, 'versions'>[] = [
  answersCodec,
  attributionFiguresCodec,
  attributionOutcomesCodec,
  behaviourEventCodec,
  businessRuleCodec,
  catalogueItemCodec,
  copiedEventCodec,
  dashboardActsCodec,
  deadLetterCodec,
  erasureCodec,
  endedSessionCodec,
  experimentDecisionCodec,
  handoversCodec,
  intakeRefusalsCodec,
  itemSignalsCodec,
  itemStatsCodec,
  namespacePlanCodec,
  rankerCommandCodec,
  rankerSamplesCodec,
  rankerWeightsCodec,
  refusedRowCodec,
  ruleChangeCodec,
  settledLettersCodec,
  signingKeyCodec,
  trackingPlanCodec,
];

/** Id of every schema version that this build can read from a topic. */
export const knownSchemaIds: ReadonlySet<number> = new Set(
  codecs.flatMap(({ versions }) => versions.map(({ id }) => id)),
);
