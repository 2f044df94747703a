import type { Experiment } from '@freshet/events';
import { HOLDOUT, type Shares } from '@freshet/experiments';
import type { ExperimentName } from './decisions.ts';
import { holdoutTreatment, type Treatment, treatmentOf } from './treatment.ts';

/** An experiment as answers need it. */
export interface Running extends ExperimentName {
  readonly shares: Shares;
  /** By the name of the arm. */
  readonly treatments: ReadonlyMap<string, Treatment>;
}

/** @throws HttpProblem for what this version of Freshet does not know. */
export function runningOf(name: ExperimentName, { holdout, variants }: Experiment): Running {
  const treatments = new Map([[HOLDOUT, holdoutTreatment]]);
  for (const variant of variants) treatments.set(variant.name, treatmentOf(variant));
  return { ...name, shares: { holdout, variants }, treatments };
}
