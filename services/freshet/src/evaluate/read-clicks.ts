import type { Click } from '@freshet/evaluation';
import { FreshetError } from '@freshet/runtime';
import { type ClickRow, isBroken, lineOf } from '../clicks/click-row.ts';
import type { ClickFile } from '../clicks/click-file.ts';
import { createSessions } from './sessions.ts';

/** Clicks held in memory, about 100 bytes each; more are refused. */
export const CLICKS_MAX = 10_000_000;
/** Broken rows that are kept to be shown; all of them are counted. */
const SAMPLES_MAX = 10;

export interface Clicks {
  /** Of all files, by time; those of one time in the order of the files and their rows. */
  readonly clicks: readonly Click[];
  /** Rows whose time is before that of the row above; all were sorted. */
  readonly unsorted: number;
  /** Rows that are no clicks; they are left out. */
  readonly broken: number;
  /** The first few broken rows, each with its file and line. */
  readonly samples: readonly string[];
}

interface FileRow extends ClickRow {
  /** The number of its file. */
  readonly file: number;
}

/**
 * Reads files of clicks as one. Sessions of different files are different sessions, users the same.
 * @throws FreshetError CLICK_FILE_INVALID where a file breaks off, and for too many clicks or none;
 * the signal's reason.
 */
export async function readClicks(
  files: readonly ClickFile[],
  signal: AbortSignal,
): Promise<Clicks> {
  const rows: FileRow[] = [];
  const samples: string[] = [];
  const intern = createIntern();
  let broken = 0;
  let unsorted = 0;
  for (const [file, clickFile] of files.entries()) {
    let above = Number.NEGATIVE_INFINITY;
    for await (const row of clickFile.rows()) {
      signal.throwIfAborted();
      if (isBroken(row)) {
        broken++;
        const line = `${clickFile.path}, line ${lineOf(row.row)}: ${row.fault}`;
        if (samples.length < SAMPLES_MAX) samples.push(line);
        continue;
      }
      if (row.at < above) unsorted++;
      above = row.at;
      rows.push({ ...row, itemId: intern(row.itemId), file });
      if (rows.length > CLICKS_MAX) throw tooMany();
    }
  }
  if (rows.length === 0) throw none(files, samples);
  const sessions = createSessions();
  const clicks = rows
    .toSorted((a, b) => a.at - b.at)
    .map(({ file, userId, sessionId, itemId, at }) => {
      const session = intern(sessions({ file, userId, sessionId, at }));
      return { sessionId: session, userId: userId ? intern(`u/${userId}`) : session, itemId, at };
    });
  return { clicks, unsorted, broken, samples };
}

/** Equal texts become one, so that a text costs its bytes once and not with every row. */
function createIntern(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const same = known.get(text);
    if (same === undefined) known.set(text, text);
    return same ?? text;
  };
}

function tooMany(): FreshetError {
  return new FreshetError(
    'CLICK_FILE_INVALID',
    `There are more than ${CLICKS_MAX} clicks, which are all held in memory; evaluate fewer files.`,
  );
}

function none(files: readonly ClickFile[], samples: readonly string[]): FreshetError {
  const shown = samples.map((sample) => `\n  ${sample}`).join('');
  const paths = files.map(({ path }) => path).join(', ');
  return new FreshetError('CLICK_FILE_INVALID', `${paths} holds no click.${shown}`);
}
