import type { Deployment } from '@freshet/recommend';
import type { ApiMetrics } from './metrics.ts';
import type { Recommender } from './recommendations.ts';
import type { StateReader } from './state-reader.ts';
import type { ItemTables } from './tables/item-tables.ts';

/** What the routes work with. */
export interface Api {
  readonly recommender: Recommender;
  readonly reader: StateReader;
  readonly tables: ItemTables;
  readonly deployment: Deployment;
  readonly clock: () => number;
  readonly metrics: ApiMetrics;
}
