export { type ApiOptions, createApi } from './app.ts';
export { tableItemsMax } from './config.ts';
export { type ItemTables, type ItemTablesOptions, openItemTables } from './tables/item-tables.ts';
