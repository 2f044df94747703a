import type { List } from '../recommendations/list.ts';
import type { GivenItem } from './issuer.ts';

/** A list's items as they are kept: visitors are not told how likely each was to stand where it stands. */
export function givenItems({
  items,
  propensities,
}: Pick<List, 'items' | 'propensities'>): readonly GivenItem[] {
  if (propensities === undefined) return items;
  return items.map(({ itemId, score, explored = false }, i) => {
    return { itemId, score, explored, propensity: propensities[i]! };
  });
}
