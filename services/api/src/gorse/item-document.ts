import {
  CATEGORIES_MAX,
  type CatalogueItem,
  isCategory,
  isIdentifier,
  JSON_BYTES_MAX,
  TITLE_CHARACTERS_MAX,
} from '@freshet/events';
import { parseTime, timeText } from '@freshet/gorse';
import { HttpProblem, isObject, type JsonObject } from '@freshet/runtime';
import type { CatalogueEntry } from '@freshet/tables';

/** An item as Gorse's clients read it. */
export interface GorseItem {
  readonly ItemId: string;
  readonly IsHidden: boolean;
  readonly Categories: readonly string[];
  readonly Timestamp: string;
  readonly Labels: unknown;
  readonly Comment: string;
}

/** An item of which only visits are known has no entry. */
export function itemDocument(itemId: string, entry: CatalogueEntry | undefined): GorseItem {
  const { Comment, Labels = null } = (entry?.properties['gorse'] ?? {}) as JsonObject;
  return {
    ItemId: itemId,
    IsHidden: entry?.available === false,
    Categories: entry?.categories ?? [],
    Timestamp: timeText(entry?.publishedAt ?? null),
    Labels,
    Comment: typeof Comment === 'string' ? Comment : (entry?.title ?? ''),
  };
}

/** A row of `POST /api/items` as it goes into the catalogue. @throws HttpProblem 400. */
export function newItem(row: unknown, site: string): CatalogueItem {
  const { ItemId: itemId, ...fields } = objectOf(row);
  if (typeof itemId !== 'string' || !isIdentifier(itemId)) {
    throw invalid('ItemId', 'must be 1 to 256 bytes without control characters');
  }
  const plain = { url: null, image: null, price: null, currency: null };
  const empty = { title: null, categories: [], available: true, publishedAt: null };
  return changed({ site, itemId, ...plain, ...empty, properties: null }, fields);
}

/** An entry as it stands, with what a patch of Gorse's says; what Gorse has no field for stays. @throws HttpProblem 400. */
export function patchedItem(entry: CatalogueEntry, patch: unknown, site: string): CatalogueItem {
  const { ItemId: _, ...fields } = objectOf(patch);
  const { itemId, title, url, image, price, currency, available, publishedAt } = entry;
  const asItIs = { site, itemId, title, url, image, price, currency, available, publishedAt };
  const categories = [...entry.categories];
  return changed({ ...asItIs, categories, properties: JSON.stringify(entry.properties) }, fields);
}

/** Fields that are absent or null leave things as they are. */
function changed(item: CatalogueItem, fields: JsonObject): CatalogueItem {
  const { IsHidden, Categories, Timestamp, Labels, Comment } = fields;
  if (IsHidden != null && typeof IsHidden !== 'boolean')
    throw invalid('IsHidden', 'must be true or false');
  const own = {
    ...(Labels != null && { Labels }),
    ...(Comment != null && commentText(Comment).length > TITLE_CHARACTERS_MAX && { Comment }),
  };
  return {
    ...item,
    ...(IsHidden != null && { available: !IsHidden }),
    ...(Categories != null && { categories: categoriesIn(Categories) }),
    ...(Timestamp != null && { publishedAt: timeIn(Timestamp) }),
    ...(Comment != null && { title: commentText(Comment).slice(0, TITLE_CHARACTERS_MAX) || null }),
    properties: withOwn(item.properties, own, Comment != null),
  };
}

/** A comment that is no title any more takes the place of a longer one. */
function withOwn(text: string | null, own: JsonObject, hasComment: boolean): string | null {
  const properties = text === null ? {} : (JSON.parse(text) as JsonObject);
  const { Comment, ...others } = (properties['gorse'] ?? {}) as JsonObject;
  const gorse = { ...others, ...(!hasComment && Comment !== undefined && { Comment }), ...own };
  const all = Object.keys(gorse).length === 0 ? properties : { ...properties, gorse };
  if (Object.keys(all).length === 0) return null;
  const written = JSON.stringify(all);
  if (Buffer.byteLength(written) <= JSON_BYTES_MAX) return written;
  throw invalid('Labels', `and Comment may have ${JSON_BYTES_MAX} bytes of JSON`);
}

function commentText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw invalid('Comment', 'must be a string');
}

function categoriesIn(value: unknown): string[] {
  const isList = Array.isArray(value) && value.length <= CATEGORIES_MAX;
  if (isList && value.every((one) => typeof one === 'string' && isCategory(one))) {
    return value as string[];
  }
  throw invalid(
    'Categories',
    `must be a list of up to ${CATEGORIES_MAX} texts of 1 to 128 bytes each`,
  );
}

function timeIn(value: unknown): number | null {
  const at = typeof value === 'string' ? parseTime(value) : undefined;
  if (at === undefined) throw invalid('Timestamp', 'must be a time such as 2026-01-31T12:00:00Z');
  return at;
}

function objectOf(value: unknown): JsonObject {
  if (isObject(value)) return value;
  throw new HttpProblem(400, { code: 'BODY_INVALID', message: 'An item must be a JSON object.' });
}

const invalid = (field: string, rule: string) =>
  new HttpProblem(400, { code: 'FIELD_INVALID', message: `${field} ${rule}.` });
