import type { Columns } from './columns.ts';

/** One row of a file of clicks. At least one of user and session is there. */
export interface ClickRow {
  /** Data rows count from 0. */
  readonly row: number;
  readonly userId: string | undefined;
  readonly sessionId: string | undefined;
  readonly itemId: string;
  /** Epoch ms. */
  readonly at: number;
}

/** A row that is no click. */
export interface BrokenRow {
  readonly row: number;
  readonly fault: string;
}

/** Largest distance from 1970 that an ECMAScript time can have, in ms. */
const TIME_MS_MAX = 8.64e15;

export function parseClickRow(
  fields: readonly string[],
  row: number,
  columns: Columns,
): ClickRow | BrokenRow {
  if (fields.length !== columns.count) {
    return { row, fault: `${fields.length} fields where the header has ${columns.count}` };
  }
  const itemId = fields[columns.item];
  const userId = fields[columns.user] || undefined;
  const sessionId = fields[columns.session] || undefined;
  const time = fields[columns.time];
  if (!itemId) return { row, fault: 'no item' };
  if (!userId && !sessionId) return { row, fault: 'neither user nor session' };
  const at = time ? Math.round(Number(time) * columns.msPerUnit) : Number.NaN;
  if (!(Math.abs(at) <= TIME_MS_MAX)) return { row, fault: `"${time}" is no time` };
  return { row, userId, sessionId, itemId, at };
}

export function isBroken(row: ClickRow | BrokenRow): row is BrokenRow {
  return 'fault' in row;
}

/** The line of a row: the header is line 1 and row 0 is line 2, where no field spans lines. */
export function lineOf(row: number): number {
  return row + 2;
}
