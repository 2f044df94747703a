import {
  catalogueItemCodec,
  itemStatsCodec,
  itemStatsTopic,
  parseItemKey,
  type Topic,
  topics,
} from '@freshet/events';
import type { Deployment } from '@freshet/recommend';
import type { Logger } from '@freshet/runtime';
import type { Follower, Log, LogRecord } from '@freshet/stream';
import { CatalogueEntry } from './catalogue-entry.ts';
import type { SiteItems } from './site-items.ts';
import { Sites, type SiteTables } from './sites.ts';

/** Every site's catalogue and item statistics in memory, following `catalogue.items` and `item.stats`. */
export interface ItemTables {
  /** Items held, of all sites. */
  readonly size: number;
  /** Items with a catalogue entry, of all sites. */
  readonly catalogued: number;
  /** Records of new items that found no room. */
  readonly leftOut: number;
  /** Topics of which not everything that was there at the start has been read. */
  readonly waitingFor: readonly string[];
  readonly caughtUp: Promise<void>;
  site(name: string): SiteTables;
  close(): Promise<void>;
}

export interface ItemTablesOptions {
  readonly log: Log;
  /** Whose item statistics; the catalogue is everybody's. */
  readonly namespace: string;
  readonly logger: Logger;
  /** A follower is dead for good; the process should exit with this reason. */
  readonly onFatal: (error: Error) => void;
  /**
   * Items of all sites that are held, about 1 KB each with a catalogue entry. Past it new items are
   * left out, with one warning: they count as unknown until the process starts with a higher bound.
   */
  readonly itemsMax: number;
  /** Without a catalogue an item is shown once it has had so many different visitors; 1 to 3. */
  readonly visitorsMin: number;
  readonly deployment: Deployment;
  /** Milliseconds that never run backwards; ages the boards. */
  readonly clock?: () => number;
}

/** What a topic's record does to a site; false when there is no room for a new item. */
type Apply = (site: SiteTables, value: Uint8Array) => boolean;
/** What a deleted key does. */
type Clear = (items: SiteItems, itemId: string) => void;

interface Table {
  readonly topic: string;
  readonly apply: Apply;
  readonly clear: Clear;
}

const tablesOf = (itemStats: Topic): readonly Table[] => [
  {
    topic: topics.catalogueItems.name,
    apply: ({ items }, value) =>
      items.setEntry(new CatalogueEntry(catalogueItemCodec.decode(value))),
    clear: (items, itemId) => items.clearEntry(itemId),
  },
  {
    topic: itemStats.name,
    apply({ items, neighbours }, value) {
      const stats = itemStatsCodec.decode(value);
      neighbours.changed(stats.itemId);
      return items.setStats(stats);
    },
    clear: (items, itemId) => items.clearStats(itemId),
  },
];

/** Begins to follow both topics; the tables fill while they are already in use. */
export async function openItemTables(options: ItemTablesOptions): Promise<ItemTables> {
  const { log, logger, onFatal, itemsMax, clock = () => performance.now() } = options;
  const { visitorsMin, deployment } = options;
  const itemStats = itemStatsTopic(options.namespace);
  const tables = tablesOf(itemStats);
  const sites = new Sites({ itemsMax, visitorsMin, deployment, clock });
  const waitingFor = tables.map(({ topic }) => topic);
  let leftOut = 0;

  function take({ apply, clear }: Table, { key, value }: LogRecord): void {
    if (key === null) return;
    const { site: name, itemId } = parseItemKey(Buffer.from(key).toString());
    const site = sites.site(name);
    if (value === null) return clear(site.items, itemId);
    if (apply(site, value)) return;
    if (leftOut++ === 0) logger.warn({ itemsMax }, 'item tables are full, new items are left out');
  }

  function follow(table: Table): Promise<Follower> {
    const { topic } = table;
    return log.follow({
      topic,
      onFatal,
      record(record, partition) {
        try {
          take(table, record);
        } catch (err) {
          // A record that cannot be read costs one item its news, not every visitor their answer.
          logger.warn({ err, topic, partition, offset: record.offset }, 'item record left out');
        }
      },
    });
  }

  await log.admin.ensureTopics([topics.catalogueItems, itemStats]);
  const followers = await Promise.all(tables.map(follow));
  const arrivals = followers.map(async (follower, i) => {
    await follower.caughtUp;
    waitingFor.splice(waitingFor.indexOf(tables[i]!.topic), 1);
  });
  return {
    get size() {
      return sites.size;
    },
    get catalogued() {
      return sites.catalogued;
    },
    get leftOut() {
      return leftOut;
    },
    waitingFor,
    caughtUp: Promise.all(arrivals).then(() => undefined),
    site: (name) => sites.site(name),
    async close() {
      await Promise.all(followers.map((follower) => follower.close()));
    },
  };
}
