import { type BehaviourEvent, itemKey, topics } from '@freshet/events';
import { hash48 } from '@freshet/recommend';
import type { Follower, Log } from '@freshet/stream';

/** Items that are remembered, about 50 bytes each; further ones count as unknown. */
const ITEMS_MAX = 500_000;

export interface KnownItems {
  /** Whether the catalogue has every item that the event names; null: it names none. */
  hasItemsOf(event: BehaviourEvent): boolean | null;
  readonly caughtUp: Promise<void>;
  close(): Promise<void>;
}

/** Which items the catalogue knows, by their hashes, following `catalogue.items`. */
export async function followKnownItems(
  log: Log,
  onFatal: (error: Error) => void,
): Promise<KnownItems> {
  const hashes = new Set<number>();
  const follower: Follower = await log.follow({
    topic: topics.catalogueItems.name,
    record({ key, value }) {
      if (key === null) return;
      const hash = hash48(Buffer.from(key).toString());
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
    caughtUp: follower.caughtUp,
    close: () => follower.close(),
  };
}
