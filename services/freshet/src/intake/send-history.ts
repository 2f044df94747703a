import { pause } from './backoff.ts';
import { batchBody } from './batch.ts';
import { type Checkpoint, saveRegularly } from './checkpoint.ts';
import type { IntakeAnswer, IntakeClient } from './client.ts';
import { createLanes } from './lanes.ts';
import { createPace } from './pace.ts';
import type { Posting } from './posting.ts';

/** A row that is no event. */
export interface BrokenRow {
  readonly row: number;
}

/** Told what becomes of each row. */
export interface HistoryTally<P extends Posting, B extends BrokenRow> {
  broken(row: B): void;
  sent(): void;
  answered(batch: readonly P[], answer: IntakeAnswer): void;
}

export interface HistoryOptions {
  /** Names the history; the same rows under the same name count once, however often they are sent. */
  readonly source: string;
  /** Events a second; Infinity: as fast as they are accepted. */
  readonly rate: number;
  /** First row. */
  readonly from: number;
  /** Rows at most; may be Infinity. */
  readonly limit: number;
}

export interface HistoryPorts<P extends Posting, B extends BrokenRow> {
  /** By rising row. */
  readonly rows: AsyncIterable<P | B>;
  readonly client: IntakeClient;
  readonly checkpoint: Checkpoint;
  readonly tally: HistoryTally<P, B>;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/**
 * Sends the rows as imported history, and keeps the checkpoint at the lowest row that has no answer
 * yet, also when it ends early.
 * @throws FreshetError IMPORT_REFUSED; what the rows throw; the signal's reason.
 */
export async function sendHistory<P extends Posting, B extends BrokenRow>(
  options: HistoryOptions,
  ports: HistoryPorts<P, B>,
): Promise<void> {
  const { rows, client, checkpoint, tally } = ports;
  const failure = new AbortController();
  const signal = AbortSignal.any([ports.signal, failure.signal]);
  const lanes = createLanes<P>(send);
  const pace = createPace(options.rate, () => performance.now());
  let nextRow = options.from;
  const stopSaving = saveRegularly(checkpoint, () => lanes.oldestPending ?? nextRow);
  try {
    for await (const row of rows) {
      if (row.row < options.from) continue;
      if (row.row >= options.from + options.limit) break;
      signal.throwIfAborted();
      if ('json' in row) await take(row);
      else tally.broken(row);
      nextRow = row.row + 1;
    }
    await lanes.drained();
  } finally {
    await stopSaving();
  }
  await checkpoint.remove();

  async function take(posting: P): Promise<void> {
    const waitMs = pace();
    if (waitMs > 0) await pause(waitMs, signal);
    tally.sent();
    await lanes.push(posting);
  }

  async function send(batch: readonly P[]): Promise<void> {
    try {
      tally.answered(batch, await client.post(batchBody(batch, options.source), signal));
    } catch (error) {
      // One refused lane ends them all, and the reading of the rows.
      failure.abort(error);
      throw error;
    }
  }
}
