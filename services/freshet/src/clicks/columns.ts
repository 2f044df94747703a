import { FreshetError } from '@freshet/runtime';

/** Which column of a file holds what, by the names in its header line. */
export interface ColumnNames {
  readonly item: string;
  readonly time: string;
  readonly timeUnit: 's' | 'ms';
  /** At least one of `user` and `session` is there. */
  readonly user?: string;
  readonly session?: string;
}

/** The same by position; −1 for a column that the file does not have. */
export interface Columns {
  readonly item: number;
  readonly time: number;
  readonly msPerUnit: number;
  readonly user: number;
  readonly session: number;
  /** Fields of a whole row. */
  readonly count: number;
}

/** Headers recognised without being told. */
const knownHeaders: readonly ColumnNames[] = [
  {
    item: 'item_id',
    time: 'timestamp_ms',
    timeUnit: 'ms',
    user: 'user_id',
    session: 'session_id',
  },
  { item: 'ItemId', time: 'Time', timeUnit: 's', session: 'SessionId' },
];

/**
 * Finds the columns in a header line.
 * @throws FreshetError CLICK_FILE_INVALID naming the header and how to map it.
 */
export function locateColumns(header: readonly string[], names?: ColumnNames): Columns {
  const fitting = names ?? knownHeaders.find((known) => missing(header, known).length === 0);
  const absent = fitting === undefined ? [] : missing(header, fitting);
  if (fitting === undefined || absent.length > 0) {
    const what = absent.length > 0 ? `has no column ${absent.join(', ')}` : 'is not a known one';
    throw new FreshetError(
      'CLICK_FILE_INVALID',
      `The header "${header.join(',').slice(0, 200)}" ${what}; say which column is which with ` +
        '--columns item=…,time=…,time-unit=s|ms and user=… or session=… (or both).',
      { header },
    );
  }
  return {
    item: header.indexOf(fitting.item),
    time: header.indexOf(fitting.time),
    msPerUnit: fitting.timeUnit === 's' ? 1000 : 1,
    user: position(header, fitting.user),
    session: position(header, fitting.session),
    count: header.length,
  };
}

/**
 * Reads `item=…,time=…,time-unit=s|ms,user=…,session=…`.
 * @throws FreshetError CONFIG_INVALID.
 */
export function parseColumnNames(text: string): ColumnNames {
  const given = new Map(text.split(',').map((pair) => splitOnce(pair.trim())));
  const {
    item,
    time,
    user,
    session,
    'time-unit': timeUnit,
    ...unknown
  } = Object.fromEntries(given);
  const isWhole = item !== undefined && time !== undefined && (user ?? session) !== undefined;
  if (!isWhole || !isTimeUnit(timeUnit) || Object.keys(unknown).length > 0) {
    throw new FreshetError(
      'CONFIG_INVALID',
      `--columns needs item=…,time=…,time-unit=s|ms and user=… or session=…, got "${text}".`,
    );
  }
  return { item, time, timeUnit, ...(user && { user }), ...(session && { session }) };
}

function splitOnce(pair: string): [string, string | undefined] {
  const equals = pair.indexOf('=');
  return equals < 0 ? [pair, undefined] : [pair.slice(0, equals), pair.slice(equals + 1)];
}

function isTimeUnit(unit: string | undefined): unit is 's' | 'ms' {
  return unit === 's' || unit === 'ms';
}

function missing(header: readonly string[], { item, time, user, session }: ColumnNames): string[] {
  const wanted = [item, time, user, session].filter((name) => name !== undefined);
  return wanted.filter((name) => !header.includes(name));
}

function position(header: readonly string[], name: string | undefined): number {
  return name === undefined ? -1 : header.indexOf(name);
}
