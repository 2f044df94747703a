import { itemStatsCodec, parseItemKey } from '@freshet/events';
import type { ItemState } from '@freshet/recommend';

/** What `item.stats` says of the item with this key. */
export function encodeItemStats(
  key: string,
  { visits, visitLevel, visitors, lastSeen, levels }: ItemState,
): Buffer {
  const { site, itemId } = parseItemKey(key);
  const distinct = visitors.length;
  return itemStatsCodec.encode({
    site,
    itemId,
    visits,
    visitLevel,
    visitors: distinct,
    lastSeen,
    levels,
  });
}
