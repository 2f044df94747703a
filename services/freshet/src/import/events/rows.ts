import type { Posting } from '../../intake/posting.ts';
import type { BrokenRow } from '../../intake/send-history.ts';
import type { TimeOrder } from '../order/time-order.ts';
import type { Refusal } from '../report.ts';
import { isRefusal, type PastEvent } from './entry.ts';
import type { EventFile } from './formats/format.ts';

export interface EventPosting extends Posting {
  readonly place: string;
}

export interface OtherRow extends BrokenRow {
  readonly place: string;
  /** undefined: nothing that concerns us. */
  readonly refusal: Refusal | undefined;
}

/** An event and where it stands in its file. */
interface Placed {
  readonly place: string;
  readonly event: PastEvent;
}

export interface RowsPorts {
  /** Empty; takes the events of a file that is in no order, and is disposed of. */
  readonly order: TimeOrder;
  readonly signal: AbortSignal;
}

/**
 * The rows of a file with their place in the history, which is the same each time the file is read.
 * @throws FreshetError IMPORT_FILE_INVALID, IMPORT_FAILED; what the entries throw; the signal's reason.
 */
export async function* rowsOf(
  { entries, isUnsorted }: EventFile,
  { order, signal }: RowsPorts,
): AsyncGenerator<EventPosting | OtherRow> {
  let row = 0;
  try {
    for await (const { place, event } of entries) {
      signal.throwIfAborted();
      if (event === undefined || isRefusal(event)) yield { row: row++, place, refusal: event };
      else if (!isUnsorted) yield posting({ place, event }, row++);
      else
        await order.add({ at: Number(event.occurredAt), text: JSON.stringify({ place, event }) });
    }
    for await (const text of order.inOrder()) yield posting(JSON.parse(text) as Placed, row++);
  } finally {
    await order.dispose();
  }
}

function posting({ place, event }: Placed, row: number): EventPosting {
  const { userId, anonymousId } = event;
  return {
    row,
    place,
    profile: userId ? `u/${userId}` : `a/${anonymousId}`,
    json: JSON.stringify({ ...event, sequence: row }),
  };
}
