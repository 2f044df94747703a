import type { CatalogueItem } from '@freshet/events';
import { isObject, type JsonObject } from '@freshet/runtime';

/** A catalogue item as filters and answers see it: `item` in a CEL expression is one. */
export class CatalogueEntry {
  readonly itemId: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly image: string | null;
  readonly categories: readonly string[];
  readonly price: number | null;
  readonly currency: string | null;
  readonly available: boolean;
  /** Epoch ms. */
  readonly publishedAt: number | null;
  readonly properties: JsonObject;

  constructor(item: CatalogueItem) {
    this.itemId = item.itemId;
    this.title = item.title;
    this.url = item.url;
    this.image = item.image;
    this.categories = item.categories;
    this.price = item.price;
    this.currency = item.currency;
    this.available = item.available;
    this.publishedAt = item.publishedAt;
    this.properties = propertiesOf(item.properties);
  }
}

function propertiesOf(text: string | null): JsonObject {
  const value: unknown = text === null ? null : JSON.parse(text);
  return isObject(value) ? value : {};
}
