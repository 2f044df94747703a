export type { Answer } from './answer.ts';
export { CoVisitation } from './baselines/co-visitation.ts';
export { Popularity, type PopularityOptions } from './baselines/popularity.ts';
export { VmisKnn, type VmisKnnOptions } from './baselines/vmis-knn/vmis-knn.ts';
export type { Click } from './click.ts';
export { FreshetModel } from './freshet/freshet-model.ts';
export type { ListPolicy } from './freshet/list-policy.ts';
export { type Agreement, agreementOf } from './metrics/agreement.ts';
export { type Figure, Measures, type Scores } from './metrics/measures.ts';
export type { Model, Query } from './model.ts';
export {
  type Asking,
  play,
  type Protocol,
  PROTOCOLS,
  queryCount,
  type Step,
  trainingPart,
} from './protocol.ts';
export { playAsSerenade } from './serenade-protocol.ts';
export { playStages, queriesIn, type Stage, type StagedQuery, stagesOf } from './stages.ts';
export { WithoutSeen } from './without-seen.ts';
