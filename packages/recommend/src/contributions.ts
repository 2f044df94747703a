import { WIDTH } from './features.ts';
import type { SiteView } from './gather.ts';
import type { Query, Workspace } from './recommend.ts';
import { writeRow } from './rows.ts';
import { bucketsOf, type Weights, weightsOf } from './weights.ts';

/**
 * What makes up the scores of the answer that the workspace was last used for, by slot: each feature's
 * value by its weight, in the order of FEATURES. Together they are the score without its boost. What comes
 * back holds until the next call.
 */
export function contributionsOf(
  site: SiteView,
  query: Query,
  { candidates }: Workspace,
): (slot: number) => Float64Array {
  const weights = queryWeights(query, site);
  const row = new Float64Array(WIDTH);
  return (slot) => {
    writeRow(row, 0, candidates.find(slot), candidates, site.items);
    for (let column = 0; column < WIDTH; column++) row[column]! *= weights[column]!;
    return row;
  };
}

/** What a query's candidates are scored by. */
export function queryWeights(
  query: Pick<Query, 'ranker' | 'session' | 'context'>,
  site: Pick<SiteView, 'items'>,
): Weights {
  return weightsOf(query.ranker, bucketsOf(query, site));
}
