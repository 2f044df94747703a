import { CATEGORIES_MAX, type CatalogueItem, TITLE_CHARACTERS_MAX } from '@freshet/events';
import { parseTime, TIME_RULE } from './event-time.ts';
import { jsonText } from './json-text.ts';
import { type Fault, fault, isFault } from './rejection.ts';
import { ajv } from './schema-compiler.ts';
import { shapeFault } from './shape-fault.ts';

/** One item as a client posts it (DESIGN §8); null means absent. */
interface PostedItem {
  itemId: string;
  title?: string | null;
  url?: string | null;
  image?: string | null;
  categories?: string[] | null;
  price?: number | null;
  currency?: string | null;
  available?: boolean | null;
  /** Epoch ms or ISO 8601. */
  publishedAt?: number | string | null;
  properties?: object | null;
}

const text = (maxLength: number) => ({ type: ['string', 'null'], maxLength });

export const itemFields = {
  itemId: { type: 'string', format: 'identifier' },
  title: text(TITLE_CHARACTERS_MAX),
  url: text(2048),
  image: text(2048),
  categories: {
    type: ['array', 'null'],
    items: { type: 'string', format: 'category' },
    maxItems: CATEGORIES_MAX,
  },
  price: { type: ['number', 'null'], minimum: 0 },
  currency: { type: ['string', 'null'], format: 'currency' },
  available: { type: ['boolean', 'null'] },
  publishedAt: { type: ['number', 'string', 'null'] },
  properties: { type: ['object', 'null'] },
};

const isItem = ajv.compile<PostedItem>({
  type: 'object',
  properties: itemFields,
  required: ['itemId'],
  additionalProperties: false,
});

/** One posted item as it goes into the catalogue, or the first thing that is wrong with it. */
export function catalogueRow(input: unknown, site: string): CatalogueItem | Fault {
  if (!isItem(input)) return shapeFault(isItem.errors![0]!);
  const publishedAt = input.publishedAt == null ? null : parseTime(input.publishedAt);
  if (publishedAt === undefined) return fault('TIME_INVALID', '/publishedAt', TIME_RULE);
  const properties = jsonText(input.properties, '/properties');
  if (isFault(properties)) return properties;
  return {
    site,
    itemId: input.itemId,
    title: input.title ?? null,
    url: input.url ?? null,
    image: input.image ?? null,
    categories: input.categories ?? [],
    price: input.price ?? null,
    currency: input.currency ?? null,
    available: input.available ?? true,
    publishedAt,
    properties,
  };
}
