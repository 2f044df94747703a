import { catalogueItemCodec, topics } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { Follower, Log, LogRecord } from '@freshet/stream';
import type { Categories } from './behaviour-record.ts';

/**
 * Items whose categories are held, about 200 bytes each. Past it new items are left out, with one
 * warning: their events go through without categories.
 */
export const CATALOGUE_ITEMS_MAX = 1_000_000;

/** The categories of every catalogue item, in memory, following `catalogue.items`. */
export interface CatalogueTable extends Categories {
  readonly items: number;
  /** Every item that was in the topic at the start is in the table. */
  readonly isCaughtUp: boolean;
  readonly caughtUp: Promise<void>;
  close(): Promise<void>;
}

export interface CatalogueTableOptions {
  readonly log: Log;
  readonly logger: Logger;
  /** The table is dead for good; the process should exit with this reason. */
  readonly onFatal: (error: Error) => void;
  readonly itemsMax?: number;
}

const none: string[] = [];

export async function openCatalogueTable({
  log,
  logger,
  onFatal,
  itemsMax = CATALOGUE_ITEMS_MAX,
}: CatalogueTableOptions): Promise<CatalogueTable> {
  const table = new Map<string, string[]>();
  let isCaughtUp = false;
  let isFull = false;

  function apply({ key, value, offset }: LogRecord, partition: number): void {
    if (key === null) return;
    const item = Buffer.from(key).toString();
    try {
      if (value === null) table.delete(item);
      else set(item, catalogueItemCodec.decode(value).categories);
    } catch (err) {
      // A record we cannot read costs this item its categories, not the intake.
      logger.warn({ err, partition, offset }, 'catalogue record left out');
    }
  }

  function set(item: string, categories: string[]): void {
    if (table.size < itemsMax || table.has(item)) {
      table.set(item, categories);
    } else if (!isFull) {
      isFull = true;
      logger.warn({ itemsMax }, 'catalogue table is full, further items go without categories');
    }
  }

  const follower: Follower = await log.follow({
    topic: topics.catalogueItems.name,
    record: apply,
    onFatal,
  });
  const caughtUp = (async () => {
    await follower.caughtUp;
    isCaughtUp = true;
  })();
  return {
    categories: (item) => table.get(item) ?? none,
    get items() {
      return table.size;
    },
    get isCaughtUp() {
      return isCaughtUp;
    },
    caughtUp,
    close: () => follower.close(),
  };
}
