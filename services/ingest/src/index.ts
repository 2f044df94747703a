export { type AckLevels, ackLevels, parseAckLevels } from './ack-levels.ts';
export { createIngest, type IngestOptions } from './app.ts';
export { type CatalogueTable, openCatalogueTable } from './catalogue-table.ts';
export { messageOptions, messageSettings } from './messages/settings.ts';
