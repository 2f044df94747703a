import {
  attributionFiguresTopic,
  catalogueItemCodec,
  itemStatsCodec,
  itemStatsTopic,
  parseItemKey,
  rankerWeightsCodec,
  rankerWeightsTopic,
  type Topic,
  topics,
} from '@freshet/events';
import { type Deployment, FEATURES_VERSION } from '@freshet/recommend';
import type { Logger } from '@freshet/runtime';
import { readFigures } from '@freshet/store';
import type { Follower, Log, LogRecord, PartitionOffsets } from '@freshet/stream';
import { CatalogueEntry } from './catalogue-entry.ts';
import { FiguresTable } from './figures-table.ts';
import { FollowedOffsets } from './followed-offsets.ts';
import type { SiteItems } from './site-items.ts';
import { Sites, type SiteTables } from './sites.ts';

/**
 * Every site's catalogue, item statistics and ranker weights in memory, following `catalogue.items`,
 * `item.stats` and `ranker.weights`.
 */
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
  /** By topic, the offsets before its end that are not in the tables yet. @throws LOG_UNREACHABLE. */
  lags(): Promise<ReadonlyMap<string, number>>;
  /** Offsets of a followed topic before these ends that are not in the tables yet. */
  behind(topic: string, ends: readonly PartitionOffsets[]): number;
  site(name: string): SiteTables;
  /** What has become of answers; empty unless it was asked for. */
  readonly figures: FiguresTable;
  close(): Promise<void>;
}

export interface ItemTablesOptions {
  readonly log: Log;
  /** Whose item statistics and weights; the catalogue is everybody's. */
  readonly namespace: string;
  readonly logger: Logger;
  /** A follower is dead for good; the process should exit with this reason. */
  readonly onFatal: (error: Error) => void;
  /**
   * Items of all sites that are held, about 1 KB each with a catalogue entry. Past it new items are
   * left out, with one warning: they count as unknown until the process starts with a higher bound.
   */
  readonly itemsMax: number;
  /** Whether items can be asked what the catalogue says they are like: 0.3 KB more for each; false when absent. */
  readonly hasLikes?: boolean;
  /** Without a catalogue an item is shown once it has had so many different visitors; 1 to 3. */
  readonly visitorsMin: number;
  readonly deployment: Deployment;
  /** Whether to follow `attribution.figures` too, for who describes them; default false. */
  readonly hasFigures?: boolean;
  /** For whom neighbour lists may be older than answers have them, in ms. */
  readonly listFreshMs?: number;
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
      const hasRoom = items.setStats(stats);
      neighbours.changed(items.slotOf(stats.itemId));
      return hasRoom;
    },
    clear: (items, itemId) => items.clearStats(itemId),
  },
];

/** Begins to follow the topics; the tables fill while they are already in use. */
export async function openItemTables(options: ItemTablesOptions): Promise<ItemTables> {
  const { log, logger, onFatal, itemsMax, clock = () => performance.now() } = options;
  const { visitorsMin, hasLikes = false, deployment, listFreshMs } = options;
  const itemStats = itemStatsTopic(options.namespace);
  const tables = tablesOf(itemStats);
  const figures = new FiguresTable();
  const bounds = { itemsMax, visitorsMin, hasLikes, listFreshMs };
  const sites = new Sites({ ...bounds, deployment, figures, clock });
  const weights = rankerWeightsTopic(options.namespace);
  const waitingFor = [...tables.map(({ topic }) => topic), weights.name];
  let leftOut = 0;
  const followed = new FollowedOffsets();

  function take({ apply, clear }: Table, { key, value }: LogRecord): void {
    if (key === null) return;
    const { site: name, itemId } = parseItemKey(Buffer.from(key).toString());
    const site = sites.site(name);
    if (value === null) return clear(site.items, itemId);
    if (apply(site, value)) return;
    if (leftOut++ === 0) logger.warn({ itemsMax }, 'item tables are full, new items are left out');
  }

  function takeWeights({ key, value }: LogRecord): void {
    if (key === null) return;
    const site = Buffer.from(key).toString();
    const table = sites.site(site).weights;
    if (value === null) return table.clear();
    const known = table.otherVersion;
    if (table.set(rankerWeightsCodec.decode(value)) || table.otherVersion === known) return;
    const facts = { site, version: table.otherVersion, known: FEATURES_VERSION };
    logger.warn(facts, 'weights of another version are left out, the start weights serve');
  }

  const figuresTopic = attributionFiguresTopic(options.namespace);
  if (options.hasFigures) waitingFor.push(figuresTopic.name);
  let cellsLeftOut = false;

  function takeFigures({ key, value }: LogRecord): void {
    if (key === null) return;
    if (value === null) return figures.clear(Buffer.from(key).toString());
    const { cell, figures: counted } = readFigures(value);
    if (figures.set(cell, counted) || cellsLeftOut) return;
    cellsLeftOut = true;
    logger.warn({ cell }, 'figures of new cells are left out, there are too many');
  }

  function follow(topic: string, takeRecord: (record: LogRecord) => void): Promise<Follower> {
    return log.follow({
      topic,
      onFatal,
      record(record, partition) {
        try {
          takeRecord(record);
        } catch (err) {
          // A record that cannot be read costs its key its news, not every visitor their answer.
          logger.warn({ err, topic, partition, offset: record.offset }, 'table record left out');
        }
        followed.advance(topic, partition, record.offset + 1);
      },
    });
  }

  await log.admin.ensureTopics([
    topics.catalogueItems,
    itemStats,
    weights,
    ...(options.hasFigures ? [figuresTopic] : []),
  ]);
  const names = [...waitingFor];
  const followers = await Promise.all([
    ...tables.map((table) => follow(table.topic, (record) => take(table, record))),
    follow(weights.name, takeWeights),
    ...(options.hasFigures ? [follow(figuresTopic.name, takeFigures)] : []),
  ]);
  const arrivals = followers.map(async (follower, i) => {
    await follower.caughtUp;
    waitingFor.splice(waitingFor.indexOf(names[i]!), 1);
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
    async lags() {
      const ends = await Promise.all(names.map((name) => log.admin.offsets(name)));
      return new Map(names.map((name, i) => [name, followed.lag(name, ends[i]!)]));
    },
    behind: (topic, ends) => followed.lag(topic, ends),
    site: (name) => sites.site(name),
    figures,
    async close() {
      await Promise.all(followers.map((follower) => follower.close()));
    },
  };
}
