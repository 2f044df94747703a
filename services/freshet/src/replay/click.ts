import type { Columns } from './columns.ts';

/** One row of the file, ready to be sent. */
export interface Click {
  /** Data rows count from 0. */
  readonly row: number;
  /** Rows of one profile must arrive in order. */
  readonly profile: string;
  /** The event as JSON. */
  readonly json: string;
}

/** A row that is no click. */
export interface BrokenRow {
  readonly row: number;
  readonly fault: string;
}

/** Largest distance from 1970 that an ECMAScript time can have, in ms. */
const TIME_MS_MAX = 8.64e15;

/** The row as an event of the given type whose place in the history is the row's number. */
export function parseClick(
  fields: readonly string[],
  row: number,
  columns: Columns,
  type: string,
): Click | BrokenRow {
  if (fields.length !== columns.count) {
    return { row, fault: `${fields.length} fields where the header has ${columns.count}` };
  }
  const itemId = fields[columns.item];
  const userId = fields[columns.user];
  const sessionId = fields[columns.session];
  const time = fields[columns.time];
  if (!itemId) return { row, fault: 'no item' };
  if (!userId && !sessionId) return { row, fault: 'neither user nor session' };
  const occurredAt = time ? Math.round(Number(time) * columns.msPerUnit) : Number.NaN;
  if (!(Math.abs(occurredAt) <= TIME_MS_MAX)) return { row, fault: `"${time}" is no time` };
  // Files without users: every session is a visitor of its own.
  const who = userId ? { userId } : { anonymousId: sessionId };
  const event = {
    type,
    ...who,
    ...(sessionId && { sessionId }),
    itemId,
    occurredAt,
    sequence: row,
  };
  return {
    row,
    profile: userId ? `u/${userId}` : `a/${sessionId}`,
    json: JSON.stringify(event),
  };
}

export function isBroken(row: Click | BrokenRow): row is BrokenRow {
  return 'fault' in row;
}
