export { compilePlan, type PlanCheck, type Problem, type ProblemCode } from './compile-plan.ts';
export { parsePlan, planSchema } from './parse-plan.ts';
export type { PlannedField, PlannedType, TrackingPlan } from './plan.ts';
export { type Arrivals, type Standing, standingOf } from './standing.ts';
