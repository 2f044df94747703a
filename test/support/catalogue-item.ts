import { type CatalogueItem, DEFAULT_SITE } from '@freshet/events';

/** An item of which the catalogue says no more than that it is on sale. */
export function catalogueItem(itemId: string, fields: Partial<CatalogueItem> = {}): CatalogueItem {
  return {
    site: DEFAULT_SITE,
    itemId,
    title: null,
    url: null,
    image: null,
    categories: [],
    price: null,
    currency: null,
    available: true,
    publishedAt: null,
    properties: null,
    ...fields,
  };
}
