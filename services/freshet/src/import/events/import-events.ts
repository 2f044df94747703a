import type { Checkpoint } from '../../intake/checkpoint.ts';
import type { IntakeClient } from '../../intake/client.ts';
import { sendHistory } from '../../intake/send-history.ts';
import type { TimeOrder } from '../order/time-order.ts';
import type { Source } from '../source/source.ts';
import type { EventsTally } from './events-tally.ts';
import type { CsvOptions } from './formats/csv.ts';
import { eventFile } from './formats/format.ts';
import { rowsOf } from './rows.ts';

export interface EventsPorts {
  readonly source: Source;
  /** Names the history: the digest of its content. */
  readonly name: string;
  readonly client: IntakeClient;
  readonly checkpoint: Checkpoint;
  readonly order: TimeOrder;
  readonly tally: EventsTally;
  readonly signal: AbortSignal;
}

/**
 * Sends what a file says as history under its name, on from where an earlier import
 * of it stopped.
 * @throws FreshetError IMPORT_FILE_INVALID, IMPORT_FAILED, IMPORT_REFUSED; the signal's reason.
 */
export async function importEvents(options: CsvOptions, ports: EventsPorts): Promise<void> {
  const { source, name, checkpoint } = ports;
  const from = (await checkpoint.load()) ?? 0;
  const history = { source: name, from, rate: Infinity, limit: Infinity };
  await sendHistory(history, { ...ports, rows: rowsOf(eventFile(source, options), ports) });
}
