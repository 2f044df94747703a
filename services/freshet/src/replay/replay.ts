import { pause } from '../intake/backoff.ts';
import { batchBody } from '../intake/batch.ts';
import { type Checkpoint, saveRegularly } from '../intake/checkpoint.ts';
import { isBroken } from '../clicks/click-row.ts';
import type { ClickFile } from '../clicks/click-file.ts';
import { clickOf } from './click.ts';
import type { Posting } from '../intake/posting.ts';
import type { IntakeClient } from '../intake/client.ts';
import { createLanes } from '../intake/lanes.ts';
import { createPace } from './pace.ts';
import type { Tally } from './tally.ts';

export interface ReplayOptions {
  /** Event type that each row becomes. */
  readonly type: string;
  /** Events a second; Infinity: as fast as they are accepted. */
  readonly rate: number;
  /** First row. */
  readonly from: number;
  /** Rows at most; may be Infinity. */
  readonly limit: number;
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
 * Sends the rows of the file as imported history, and keeps the checkpoint at the lowest row that
 * has no answer yet, also when it ends early.
 * @throws FreshetError IMPORT_REFUSED, CLICK_FILE_INVALID; the signal's reason.
 */
export async function replay(options: ReplayOptions, ports: ReplayPorts): Promise<void> {
  const { file, client, checkpoint, tally } = ports;
  const failure = new AbortController();
  const signal = AbortSignal.any([ports.signal, failure.signal]);
  const lanes = createLanes(send);
  const pace = createPace(options.rate, () => performance.now());
  let nextRow = options.from;
  const stopSaving = saveRegularly(checkpoint, () => lanes.oldestPending ?? nextRow);
  try {
    for await (const row of file.rows()) {
      if (row.row < options.from) continue;
      if (row.row >= options.from + options.limit) break;
      signal.throwIfAborted();
      if (isBroken(row)) tally.broken(row);
      else await take(clickOf(row, options.type));
      nextRow = row.row + 1;
    }
    await lanes.drained();
  } finally {
    await stopSaving();
  }
  await checkpoint.remove();

  async function take(click: Posting): Promise<void> {
    const waitMs = pace();
    if (waitMs > 0) await pause(waitMs, signal);
    tally.sent();
    await lanes.push(click);
  }

  async function send(batch: readonly Posting[]): Promise<void> {
    try {
      tally.answered(batch, await client.post(batchBody(batch, file.source), signal));
    } catch (error) {
      // One refused lane ends them all, and the reading of the file.
      failure.abort(error);
      throw error;
    }
  }
}
