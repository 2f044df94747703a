import type { CatalogueEntry } from './catalogue-entry.ts';

/** What an item's catalogue entry must be like to be shown. */
export interface EntryFilter {
  /** Filters of the same expression are the same. */
  readonly expression: string;
  /** Depends on the entry alone, and never throws. */
  matches(entry: CatalogueEntry): boolean;
}
