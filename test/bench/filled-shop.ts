import { catalogueItemCodec, DEFAULT_SITE, itemKey, topics } from '@freshet/events';
import type { ItemState } from '@freshet/recommend';
import { encodeItemStats } from '@freshet/store';
import { openLog } from './log.ts';
import { SPACE, storedItem, storedProfile, writeState } from './state.ts';
import {
  catalogueItemOf,
  itemIdOf,
  itemStateOf,
  profileOf,
  SHOP_ITEMS,
  userIdOf,
} from './synthetic-shop.ts';

const VISITS_PER_USER = 20;
const NEIGHBOURS_PER_ITEM = 100;
/** Published at once. */
const TABLE_RECORDS = 5_000;

/** The state that workers would have left in Redis, and the statistics they would have published. */
export async function fillShop(broker: string, redisUrl: string, users: number): Promise<void> {
  const now = Date.now();
  const items = Array.from({ length: SHOP_ITEMS }, (_, item) =>
    itemStateOf(item, NEIGHBOURS_PER_ITEM, now),
  );
  function* states() {
    for (let item = 0; item < SHOP_ITEMS; item++) yield storedItem(itemIdOf(item), items[item]!);
    for (let user = 0; user < users; user++) {
      yield storedProfile(userIdOf(user), profileOf(user, VISITS_PER_USER, now));
    }
  }
  await Promise.all([writeState(redisUrl, states()), publishStatistics(broker, items)]);
}

async function publishStatistics(broker: string, items: readonly ItemState[]): Promise<void> {
  const log = await openLog(broker, SPACE.partitions);
  const records = items.map((state, item) => {
    const key = itemKey(DEFAULT_SITE, itemIdOf(item));
    return { key, value: encodeItemStats(key, state) };
  });
  await log.publisher.publish(topics.itemStats.name, records);
  await log.close();
}

/** A catalogue of all items of the shop, each of them available. */
export async function publishCatalogue(broker: string): Promise<void> {
  const log = await openLog(broker, SPACE.partitions);
  const records = Array.from({ length: SHOP_ITEMS }, (_, item) => ({
    key: itemKey(DEFAULT_SITE, itemIdOf(item)),
    value: catalogueItemCodec.encode(catalogueItemOf(item)),
  }));
  await log.publisher.publish(topics.catalogueItems.name, records);
  await log.close();
}

/** Statistics and catalogue entries of so many items, each visited once. */
export async function publishTables(broker: string, items: number): Promise<void> {
  const log = await openLog(broker, SPACE.partitions);
  const now = Date.now();
  for (let from = 0; from < items; from += TABLE_RECORDS) {
    const some = Array.from({ length: Math.min(TABLE_RECORDS, items - from) }, (_, i) => from + i);
    const keyed = some.map((item) => ({ item, key: itemKey(DEFAULT_SITE, itemIdOf(item)) }));
    await Promise.all([
      log.publisher.publish(
        topics.itemStats.name,
        keyed.map(({ item, key }) => ({
          key,
          value: encodeItemStats(key, itemStateOf(item, 1, now)),
        })),
      ),
      log.publisher.publish(
        topics.catalogueItems.name,
        keyed.map(({ item, key }) => ({
          key,
          value: catalogueItemCodec.encode(catalogueItemOf(item)),
        })),
      ),
    ]);
  }
  await log.close();
}
