export { CatalogueEntry } from './catalogue-entry.ts';
export { openItemTables, type ItemTables, type ItemTablesOptions } from './item-tables.ts';
export { joinReads } from './joint-reads.ts';
export { readLists } from './list-reads.ts';
export type { NeighbourLists } from './neighbour-lists.ts';
export type { SiteItems } from './site-items.ts';
export type { SiteWeights } from './site-weights.ts';
export { type Lists, situationsOf, type Story } from './situations.ts';
export type { SiteTables } from './sites.ts';
