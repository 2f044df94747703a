import type { Deployment } from '@freshet/recommend';
import type { ItemTables } from '@freshet/tables';
import type { ApiMetrics } from './metrics.ts';
import type { Recommender } from './recommendations/recommender.ts';
import type { RulesOf } from './rules/rules-at-work.ts';
import type { StateReader } from './state-reader.ts';

/** One namespace as a request sees it. */
export interface View {
  readonly recommender: Recommender;
  readonly reader: StateReader;
  readonly tables: ItemTables;
  /** What business rules do there. */
  readonly rulesOf: RulesOf;
}

/** What the routes work with. */
export interface Api {
  /** Of the namespace that is served now; a request takes it once, so that it sees only one. */
  readonly view: View;
  readonly deployment: Deployment;
  readonly clock: () => number;
  readonly metrics: ApiMetrics;
}
