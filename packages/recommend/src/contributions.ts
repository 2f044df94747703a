import { type Feature, FEATURES, WIDTH } from './features.ts';
import type { SiteView } from './gather.ts';
import type { Query, Workspace } from './recommend.ts';
import { writeRow } from './rows.ts';
import { bucketsOf, weightsOf } from './weights.ts';

/** What one feature has added to an item's score: `value` · `weight`. */
export type Contribute<T> = (feature: Feature, value: number, weight: number) => T;

/**
 * What makes up the scores of the answer that the workspace was last used for, by slot: what `of` makes of
 * each feature that adds anything. Together they are the score without its boost.
 */
export function contributionsOf<T>(
  site: SiteView,
  query: Query,
  { candidates }: Workspace,
  of: Contribute<T>,
): (slot: number) => T[] {
  const weights = weightsOf(query.ranker, bucketsOf(query, site));
  const row = new Float64Array(WIDTH);
  return (slot) => {
    writeRow(row, 0, candidates.find(slot), candidates, site.items);
    const contributions: T[] = [];
    for (let column = 0; column < WIDTH; column++) {
      const value = row[column]!;
      const weight = weights[column]!;
      if (value * weight !== 0) contributions.push(of(FEATURES[column]!, value, weight));
    }
    return contributions;
  };
}
