import { type BehaviourEvent, itemKey, parseItemKey, topics } from '@freshet/events';
import { hash48 } from '@freshet/recommend';
import type { Follower, Log } from '@freshet/stream';

/** Items that are remembered, about 50 bytes each; further ones count as unknown. */
const ITEMS_MAX = 500_000;
/** Sites that are remembered. */
const SITES_MAX = 100;

export interface KnownItems {
  /** Whether the catalogue has every item that the event names; null: it names none. */
  hasItemsOf(event: BehaviourEvent): boolean | null;
  /** Of which the catalogue has, or had, anything. */
  readonly sites: Iterable<string>;
  readonly caughtUp: Promise<void>;
  close(): Promise<void>;
}

/** Which items the catalogue knows, by their hashes, following `catalogue.items`. */
export async function followKnownItems(
  log: Log,
  onFatal: (error: Error) => void,
): Promise<KnownItems> {
  const hashes = new Set<number>();
  const sites = new Set<string>();
  const follower: Follower = await log.follow({
    topic: topics.catalogueItems.name,
    record({ key, value }) {
      if (key === null) return;
      const text = Buffer.from(key).toString();
      const hash = hash48(text);
      if (sites.size < SITES_MAX) sites.add(parseItemKey(text).site);
      if (value === null) hashes.delete(hash);
      else if (hashes.size < ITEMS_MAX) hashes.add(hash);
    },
    onFatal,
  });
  return {
    hasItemsOf({ site, itemId, items }) {
      const ids = itemId === null ? items.map((line) => line.itemId) : [itemId];
      if (ids.length === 0) return null;
      return ids.every((id) => hashes.has(hash48(itemKey(site, id))));
    },
    sites,
    caughtUp: follower.caughtUp,
    close: () => follower.close(),
  };
}
