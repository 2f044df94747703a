import type { DeadLetter, RefusedRow } from '@freshet/events';
import type { OutgoingRecord } from '@freshet/stream';
import type { Categories } from '../behaviour-record.ts';
import { eventBatch } from '../event-batch.ts';
import type { PostedEvent } from '../event-schema.ts';
import { faultIn } from '../protocols/entry-reader.ts';
import { readerOf } from '../protocols/readers.ts';
import type { Fault } from '../rejection.ts';

/** What the intake judges a row by. */
export interface Judging {
  readonly catalogue: Categories;
  /** How far back a live event's time may lie, in ms. */
  readonly latenessMs: number;
}

/** Why nothing becomes of a row. */
export interface StillRefused {
  readonly code: string;
  readonly message: string;
}

/**
 * What the intake as it is now makes of a row that was once refused: the records of its events, as of when it came
 * in, or why it is refused still. Events have the ids that the row gives them, of which some may have been taken
 * then; without one an id that is the letter's, so that it too counts once. Nobody looks for bots in what an
 * operator sends.
 */
export function rowAgain(
  row: RefusedRow,
  { offset, letter }: { readonly offset: number; readonly letter: DeadLetter },
  judging: Judging,
): readonly OutgoingRecord[] | StillRefused {
  const { site, beside, isCut } = row;
  if (isCut || beside === null) {
    const message = 'Only the beginning of the row was kept, so it cannot be read again.';
    return { code: 'ROW_CUT', message };
  }
  const reader = readerOf(letter.group, JSON.parse(beside) as object);
  if (reader === undefined) {
    const message = `"${letter.group}" is no protocol that is known here; upgrade this process.`;
    return { code: 'PROTOCOL_UNKNOWN', message };
  }
  const entry = JSON.parse(row.row.toString()) as unknown;
  const said = reader.translate(entry);
  const fault = faultIn(said);
  if (fault !== undefined) return stillRefused(fault);
  const rows = (said as readonly PostedEvent[]).map((event, i) =>
    event.id == null ? { ...event, id: `letter:${letter.at}:${offset}:${i}` } : event,
  );
  const { sentAt, user } = reader;
  const intake = {
    ...judging,
    site,
    user,
    receivedAt: letter.at,
    clockErrorMs: sentAt === null ? 0 : sentAt - letter.at,
    source: null,
    cutsToFit: true,
  };
  const entries = { rows, pointer: undefined, profileMax: Infinity };
  const { messages, rejected } = eventBatch(entries, intake, new Map(), () => undefined);
  const [first] = rejected;
  if (first === undefined) return messages.map(({ key, value }) => ({ key, value }));
  return stillRefused({ ...first, pointer: reader.pointerIn(entry, first.pointer) });
}

const stillRefused = ({ code, pointer, message }: Fault): StillRefused => ({
  code,
  message: pointer === '' ? message : `${pointer}: ${message}`,
});
