import { isBroken, type BrokenRow } from '../clicks/click-row.ts';
import type { ClickFile } from '../clicks/click-file.ts';
import type { Checkpoint } from '../intake/checkpoint.ts';
import type { IntakeClient } from '../intake/client.ts';
import type { Posting } from '../intake/posting.ts';
import { type HistoryOptions, sendHistory } from '../intake/send-history.ts';
import { clickOf } from './click.ts';
import type { Tally } from './tally.ts';

export interface ReplayOptions extends Omit<HistoryOptions, 'source'> {
  /** Event type that each row becomes. */
  readonly type: string;
}

export interface ReplayPorts {
  readonly file: ClickFile;
  readonly client: IntakeClient;
  readonly checkpoint: Checkpoint;
  readonly tally: Tally;
  /** Ends the replay early. */
  readonly signal: AbortSignal;
}

/**
 * Sends the rows of the file as imported history.
 * @throws FreshetError IMPORT_REFUSED, CLICK_FILE_INVALID; the signal's reason.
 */
export async function replay(options: ReplayOptions, ports: ReplayPorts): Promise<void> {
  const { file } = ports;
  const rows = postingsOf(file, options.type);
  await sendHistory({ ...options, source: file.source }, { ...ports, rows });
}

async function* postingsOf(file: ClickFile, type: string): AsyncGenerator<Posting | BrokenRow> {
  for await (const row of file.rows()) yield isBroken(row) ? row : clickOf(row, type);
}
