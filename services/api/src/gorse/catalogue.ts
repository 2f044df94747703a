import { setTimeout as delay } from 'node:timers/promises';
import { type CatalogueItem, catalogueItemCodec, itemKey, topics } from '@freshet/events';
import type { Log, PartitionOffsets } from '@freshet/stream';
import type { ItemTables } from '@freshet/tables';
import { Turns } from './turns.ts';

/** How long a write waits to be read back by the tables, in ms; then it is in the log all the same. */
const READ_BACK_MS_MAX = 2_000;
const LOOK_MS = 5;
/** Changes of items that wait for their turn at a time; further ones are refused. */
const WAITING_MAX = 256;

interface Sources {
  readonly log: Pick<Log, 'publisher' | 'admin'>;
  readonly tables: () => ItemTables;
}

/** An item to be deleted. */
interface Deletion {
  readonly site: string;
  readonly itemId: string;
}

/**
 * Writes the catalogue for callers who read what they have written, and change a part of what stands there.
 * Changes are made one after another, each on what all API processes had written before; of two that different
 * processes make of one item at the same moment, the later one counts as a whole.
 */
export class Catalogue {
  readonly #sources: Sources;
  readonly #turns = new Turns({
    waitingMax: WAITING_MAX,
    refusal: {
      code: 'CHANGES_TOO_MANY',
      message: `${WAITING_MAX} changes of items wait already; try again in a moment.`,
    },
    retryS: 1,
  });

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Resolves once the log has them and, unless that takes long, the tables as well. @throws FreshetError. */
  async put(items: readonly CatalogueItem[]): Promise<void> {
    await this.#write(items.map((item) => [item, catalogueItemCodec.encode(item)]));
  }

  async delete(item: Deletion): Promise<void> {
    await this.#write([[item, null]]);
  }

  /** In turn, with the tables as they are after all that was written. @throws HttpProblem 503 CHANGES_TOO_MANY. */
  change<T>(make: () => Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      await this.#readUpTo(await this.#sources.log.admin.offsets(topics.catalogueItems.name));
      return make();
    });
  }

  async #write(rows: readonly (readonly [Deletion, Uint8Array | null])[]): Promise<void> {
    if (rows.length === 0) return;
    const records = rows.map(([{ site, itemId }, value]) => ({
      key: itemKey(site, itemId),
      value,
    }));
    const places = await this.#sources.log.publisher.publish(topics.catalogueItems.name, records);
    await this.#readUpTo(
      places.map(({ partition, offset }) => ({ partition, start: 0, end: offset + 1 })),
    );
  }

  async #readUpTo(ends: readonly PartitionOffsets[]): Promise<void> {
    const deadline = performance.now() + READ_BACK_MS_MAX;
    const { name } = topics.catalogueItems;
    while (this.#sources.tables().behind(name, ends) > 0 && performance.now() < deadline) {
      await delay(LOOK_MS);
    }
  }
}
