export { type ApiOptions, createApi } from './app.ts';
export { createExperimentAdmin } from './experiments/admin-routes.ts';
export { type ExperimentRegister, openExperiments } from './experiments/experiments.ts';
export { createExplorationAdmin } from './exploration/admin-routes.ts';
export { createNamespaceAdmin } from './namespaces/routes.ts';
export { parseWeights } from './ranker/weights-document.ts';
export { createFiguresAdmin } from './figures/admin-routes.ts';
export { createRankerAdmin } from './ranker/admin-routes.ts';
export {
  openServedNamespace,
  type Served,
  type ServedNamespace,
} from './namespaces/served-namespace.ts';
export { describeArm } from './figures/description.ts';
export { openRules } from './rules/open-rules.ts';
export { parseRule } from './rules/rule-document.ts';
export { SCENARIOS, type Scenario } from './query/page.ts';
