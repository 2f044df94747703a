export { type AdminOptions, createAdmin } from './admin/admin.ts';
export { createIngest, type IngestOptions } from './app.ts';
export { type CatalogueTable, openCatalogueTable } from './catalogue-table.ts';
