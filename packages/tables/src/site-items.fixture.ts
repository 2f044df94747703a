import { DEFAULT_SITE, type ItemStats } from '@freshet/events';
import { COUNTERS } from '@freshet/recommend';
import { SiteItems } from './site-items.ts';

/** Without a bound, and one visitor is enough. */
export const openItems = () => new SiteItems({ hasRoom: () => true, visitorsMin: 1 });

/** An item that one visitor saw once. */
export function statsOf(itemId: string, fields: Partial<ItemStats> = {}): ItemStats {
  return {
    site: DEFAULT_SITE,
    itemId,
    visits: 1,
    visitLevel: 0,
    visitors: 1,
    lastSeen: 1_000,
    levels: COUNTERS.map(() => 5),
    ...fields,
  };
}
