import type { CatalogueItem, Freshet } from '@freshet/client';

export interface SyncReport {
  readonly put: number;
  readonly deleted: number;
  /** Each with the reason. */
  readonly refused: readonly string[];
}

/** Makes the catalogue what the shop has: puts all of it, and deletes what it has no more. */
export async function syncCatalogue(
  freshet: Freshet,
  items: readonly CatalogueItem[],
): Promise<SyncReport> {
  const { accepted, refused } = await freshet.catalogue.putAll(items);
  const own = new Set(items.map(({ itemId }) => itemId));
  let deleted = 0;
  for await (const { itemId, catalogue } of freshet.catalogue.all({ fields: ['title'] })) {
    // null: visitors have been there, but it is in no catalogue.
    if (catalogue === null || own.has(itemId)) continue;
    await freshet.catalogue.delete(itemId);
    deleted++;
  }
  return {
    put: accepted,
    deleted,
    refused: refused.map(({ item, message }) => `${item.itemId}: ${message}`),
  };
}
