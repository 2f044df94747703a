import { deployments, emptyItemState, RECENT_WEIGHT_MAX } from '@freshet/recommend';
import { expect, it } from 'vitest';
import { itemDifferences } from './item-differences.ts';

function withRecent(recentTotal: number) {
  const item = emptyItemState();
  item.neighbours.recentTotal = recentTotal;
  return item;
}

it.each([
  { expected: RECENT_WEIGHT_MAX / 2 - 1, found: RECENT_WEIGHT_MAX / 2, differences: 1 },
  { expected: RECENT_WEIGHT_MAX / 2, found: RECENT_WEIGHT_MAX / 2 + 1, differences: 0 },
])(
  'a weight of $found where $expected is expected: $differences differences, since what was halved depends on the order',
  ({ found, expected, differences }) => {
    const told = itemDifferences(withRecent(found), withRecent(expected), deployments.shop);
    expect(told).toHaveLength(differences);
  },
);
