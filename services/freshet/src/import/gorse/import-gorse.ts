import type { Checkpoint } from '../../intake/checkpoint.ts';
import type { IntakeClient } from '../../intake/client.ts';
import { sendHistory } from '../../intake/send-history.ts';
import type { EventsTally } from '../events/events-tally.ts';
import { rowsOf } from '../events/rows.ts';
import type { FeedTally } from '../feed/feed-tally.ts';
import { importFeed } from '../feed/import-feed.ts';
import type { SentItems } from '../feed/sent-items.ts';
import type { TimeOrder } from '../order/time-order.ts';
import type { Source } from '../source/source.ts';
import { feedbackEntries, itemEntries } from './entries.ts';
import { rowsIn } from './rows.ts';

export interface GorsePorts {
  readonly source: Source;
  /** Names the history: the digest of its content. */
  readonly name: string;
  readonly client: IntakeClient;
  readonly sent: SentItems;
  readonly checkpoint: Checkpoint;
  readonly order: TimeOrder;
  readonly items: FeedTally;
  readonly feedback: EventsTally;
  readonly signal: AbortSignal;
}

/**
 * First the items that are not in the catalogue as they are there, so that events find their categories,
 * then the feedback by its time.
 * @throws FreshetError IMPORT_FILE_INVALID, IMPORT_FAILED, IMPORT_REFUSED; the signal's reason.
 */
export async function importGorse(ports: GorsePorts): Promise<void> {
  const { source, name, sent, checkpoint } = ports;
  try {
    await importFeed({ ...ports, entries: itemEntries(rowsIn(source)), tally: ports.items });
  } finally {
    await sent.save();
  }
  const from = (await checkpoint.load()) ?? 0;
  const entries = feedbackEntries(rowsIn(source));
  const history = { source: name, from, rate: Infinity, limit: Infinity };
  const rows = rowsOf({ entries, isUnsorted: true }, ports);
  await sendHistory(history, { ...ports, rows, tally: ports.feedback });
}
