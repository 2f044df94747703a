import { FreshetError } from '@freshet/runtime';
import type { Posting } from '../../intake/posting.ts';
import type { BrokenRow } from '../../intake/send-history.ts';
import type { Refusal } from '../report.ts';
import { isRefusal, type PastEvent } from './entry.ts';
import type { EventFile } from './formats/format.ts';

/** Events of a file that has to be put into order, which is held in memory for that. */
export const SORTED_EVENTS_MAX = 1_000_000;

export interface EventPosting extends Posting {
  readonly place: string;
}

export interface OtherRow extends BrokenRow {
  readonly place: string;
  /** undefined: nothing that concerns us. */
  readonly refusal: Refusal | undefined;
}

/**
 * The rows of a file with their place in the history, which is the same each time the file is read.
 * @throws FreshetError IMPORT_FILE_INVALID; what the entries throw.
 */
export async function* rowsOf({
  entries,
  isUnsorted,
}: EventFile): AsyncGenerator<EventPosting | OtherRow> {
  let row = 0;
  const waiting: { readonly place: string; readonly event: PastEvent }[] = [];
  for await (const { place, event } of entries) {
    if (event === undefined || isRefusal(event)) yield { row: row++, place, refusal: event };
    else if (!isUnsorted) yield posting(event, { place, row: row++ });
    else waiting.push({ place, event });
    if (waiting.length > SORTED_EVENTS_MAX) throw tooMany();
  }
  // Stable, so events of one moment stay as they were.
  waiting.sort((a, b) => Number(a.event.occurredAt) - Number(b.event.occurredAt));
  for (const { place, event } of waiting) yield posting(event, { place, row: row++ });
}

function posting(event: PastEvent, { place, row }: { place: string; row: number }): EventPosting {
  const { userId, anonymousId } = event;
  return {
    row,
    place,
    profile: userId ? `u/${userId}` : `a/${anonymousId}`,
    json: JSON.stringify({ ...event, sequence: row }),
  };
}

function tooMany(): FreshetError {
  const message = `The file has more than ${SORTED_EVENTS_MAX} events to be put into order; split it. None of them was sent.`;
  return new FreshetError('IMPORT_FILE_INVALID', message);
}
