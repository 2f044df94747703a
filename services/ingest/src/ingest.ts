import type { CatalogueTable } from './catalogue-table.ts';
import type { IngestMetrics } from './metrics.ts';
import type { AckLevels } from './ack-levels.ts';
import type { Erasures } from '@freshet/stream';
import type { BotWatch } from './bots/bot-watch.ts';
import type { SentMessages } from './messages/sent-messages.ts';
import type { Publishing } from './publishing.ts';
import type { RefusalLog } from './refusals/refusal-log.ts';

/** What the routes work with. */
export interface Ingest {
  readonly publishing: Publishing;
  readonly sent: SentMessages;
  /** Who asked to be forgotten. */
  readonly erasures: Erasures;
  readonly ackLevels: AckLevels;
  readonly metrics: IngestMetrics;
  readonly refusals: RefusalLog;
  /** Without it everything counts. */
  readonly bots: BotWatch | undefined;
  readonly catalogue: CatalogueTable;
  /** Epoch ms. */
  readonly clock: () => number;
  /** How far back a live event's time may lie, in ms. */
  readonly latenessMs: number;
}
