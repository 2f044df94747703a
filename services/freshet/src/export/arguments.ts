import { invalidArguments, parseCommandLine } from '../command-line.ts';
import { parseMoment } from './days.ts';

export const usage = `Usage: freshet export WHAT FOLDER [options]

Writes what the log of a deployment still holds into files, for a warehouse: Kafka's if KAFKA_BROKERS is
set, else that in DATA_DIR. Of an instance that runs it takes a back-up, into FOLDER, which needs as much
room as its data and goes when it is done. WHAT is

  events   what visitors did
  answers  what they were shown, to be joined by recommId
  outcomes what of that they saw, clicked and bought, as the back office counts it
  arms     what visitors of experiments saw, clicked and bought, as it counts for their arms

  --format FORMAT  parquet (default) or jsonl
  --from TIME      of what came in then or later: a day of UTC such as 2026-11-21, or a time with its zone
  --to TIME        of what came in before then (default: now)
  --site SITE      of one site (default: of all, by the column site)
  --one-file       one file instead of one for each day of UTC
  --url URL        the instance in DATA_DIR, if it runs (default http://127.0.0.1:8080)

Where there are keys, FRESHET_KEY in the environment holds the one to call it with.

What people asked to forget is left out, and what a visitor has not agreed to have analysed.
`;

const TABLES = ['events', 'answers', 'outcomes', 'arms'] as const;
export type ExportedTable = (typeof TABLES)[number];

export interface ExportArguments {
  readonly what: ExportedTable;
  readonly folder: string;
  readonly format: 'parquet' | 'jsonl';
  /** Epoch ms; undefined: from the first record on. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly site: string | undefined;
  readonly oneFile: boolean;
  readonly url: string;
}

/** The command line; undefined where the usage was asked for. @throws FreshetError CONFIG_INVALID. */
export function parseExportArguments(args: string[]): ExportArguments | undefined {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseCommandLine(
    args,
    {
      format: { type: 'string', default: 'parquet' },
      from: text,
      to: text,
      site: text,
      'one-file': { type: 'boolean', default: false },
    },
    usage,
  );
  if (values.help) return undefined;
  const [name, folder] = positionals;
  const what = TABLES.find((table) => table === name);
  if (what === undefined || folder === undefined || positionals.length > 2) {
    const names = TABLES.join(', ');
    throw invalid(`export takes one of ${names} and a FOLDER, got "${positionals.join(' ')}"`);
  }
  const { format, site, url, 'one-file': oneFile } = values;
  if (format !== 'parquet' && format !== 'jsonl') {
    throw invalid(`--format must be parquet or jsonl, got "${format}"`);
  }
  const from = moment('from', values.from);
  const to = moment('to', values.to);
  if (from !== undefined && to !== undefined && from >= to) {
    throw invalid(`--from must be before --to, got "${values.from}" and "${values.to}"`);
  }
  return { what, folder, format, from, to, site, oneFile, url };
}

function moment(name: string, text: string | undefined): number | undefined {
  const time = text === undefined ? undefined : parseMoment(text);
  if (text === undefined || time !== undefined) return time;
  throw invalid(
    `--${name} must be a day such as 2026-11-21 or a time with its zone, got "${text}"`,
  );
}

const invalid = (what: string) => invalidArguments(what, usage);
