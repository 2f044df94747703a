import { openRules } from '@freshet/api';
import { catalogueItemCodec, parseItemKey, topics } from '@freshet/events';
import type { Rule } from '@freshet/rules';
import type { Logger } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import { CatalogueEntry, SiteItems } from '@freshet/tables';

/** What decides beside the ranker what the lists of a site show, as its log has it now. */
export interface Shop {
  /** Its catalogue; no statistics. */
  readonly items: SiteItems;
  readonly rules: readonly Rule[];
}

export interface ShopReading {
  readonly log: Log;
  readonly site: string;
  readonly logger: Logger;
}

/** @throws FreshetError LOG_UNREACHABLE. */
export async function readShop({ log, site, logger }: ShopReading): Promise<Shop> {
  const items = new SiteItems({ hasRoom: () => true, visitorsMin: 1 });
  const onFatal = (err: Error) => logger.error({ err }, 'the log can no longer be followed');
  await log.admin.ensureTopics([topics.catalogueItems]);
  const follower = await log.follow({
    topic: topics.catalogueItems.name,
    onFatal,
    record({ key, value, offset }) {
      if (key === null) return;
      const named = parseItemKey(Buffer.from(key).toString());
      if (named.site !== site) return;
      try {
        if (value === null) items.clearEntry(named.itemId);
        else items.setEntry(new CatalogueEntry(catalogueItemCodec.decode(value)));
      } catch (err) {
        logger.warn({ err, offset }, 'an item of the catalogue cannot be read and is left out');
      }
    },
  });
  await follower.caughtUp;
  await follower.close();
  const rules = await openRules({ log, logger, clock: Date.now, onFatal });
  const known = [...rules.site(site).rules.values()];
  await rules.close();
  return { items, rules: known };
}
