export { type AckLevels, ackLevels, parseAckLevels } from './ack-levels.ts';
export { type AdminOptions, createAdmin } from './admin/admin.ts';
export { createIngest, type IngestOptions } from './app.ts';
export { bundleBeacon } from './beacon/bundle.ts';
export { createBeaconFiles } from './beacon/routes.ts';
export { type CatalogueTable, openCatalogueTable } from './catalogue-table.ts';
export { Journal, type JournalOptions } from './journal/journal.ts';
export { JournaledPublishing } from './journal/journaled-publishing.ts';
export { messageOptions, messageSettings } from './messages/settings.ts';
