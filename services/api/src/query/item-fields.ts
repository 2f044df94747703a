import type { CatalogueEntry } from '@freshet/tables';
import type { FieldReader } from './fields.ts';

/** What an answer may say of its items beside their ids: all that is bounded to a few kilobytes. */
export const ITEM_FIELDS = [
  'title',
  'url',
  'image',
  'categories',
  'price',
  'currency',
  'available',
  'publishedAt',
] as const;
export type ItemField = (typeof ITEM_FIELDS)[number] & keyof CatalogueEntry;

/**
 * What to say of each item; nothing when absent.
 * @throws HttpProblem PARAMETER_INVALID.
 */
export function parseItemFields(reader: FieldReader): readonly ItemField[] {
  const value = reader.value('fields');
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every(isItemField) || value.length > ITEM_FIELDS.length) {
    throw reader.refusal('fields', `some of ${ITEM_FIELDS.join(', ')}`);
  }
  return value;
}

function isItemField(name: unknown): name is ItemField {
  return ITEM_FIELDS.some((field) => field === name);
}
