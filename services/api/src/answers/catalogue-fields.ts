import type { CatalogueEntry, SiteItems } from '@freshet/tables';
import type { ItemField } from '../query/item-fields.ts';

interface Row {
  readonly itemId: string;
}

/** What the catalogue says of an item now, as far as it was asked for; null: it has no entry. */
export interface Described {
  readonly catalogue?: Partial<Pick<CatalogueEntry, ItemField>> | null;
}

/** A list whose items say what pages show them by, so that nobody has to ask for each of them. */
export function describeItems<List extends { readonly items: readonly Row[] }>(
  list: List,
  fields: readonly ItemField[],
  items: SiteItems,
): List & { readonly items: readonly (List['items'][number] & Described)[] } {
  if (fields.length === 0) return list;
  return {
    ...list,
    items: list.items.map((row) => {
      const entry = items.entryIn(items.slotOf(row.itemId));
      if (entry === undefined) return { ...row, catalogue: null };
      return { ...row, catalogue: Object.fromEntries(fields.map((name) => [name, entry[name]])) };
    }),
  };
}
