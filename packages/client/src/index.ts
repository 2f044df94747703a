export type { CatalogueItem, PutAllOutcome, RefusedItem } from './catalogue.ts';
export { createFreshet, type Freshet, type FreshetOptions } from './client.ts';
export type { Event } from './events/batch.ts';
export type { Dropped, EventOptions, Events } from './events/events.ts';
export type { components, operations, paths } from './generated/api.ts';
export { FreshetProblem, type Problem, type Rejection } from './problem.ts';
export type { Recommendations } from './recommendations.ts';
