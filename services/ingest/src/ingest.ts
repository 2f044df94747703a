import type { CatalogueTable } from './catalogue-table.ts';
import type { IngestMetrics } from './metrics.ts';
import type { Publish } from './publishing.ts';

/** What the routes work with. */
export interface Ingest {
  readonly publish: Publish;
  readonly metrics: IngestMetrics;
  readonly catalogue: CatalogueTable;
  /** Epoch ms. */
  readonly clock: () => number;
  /** How far back a live event's time may lie, in ms. */
  readonly latenessMs: number;
}
