import { invalidArguments, parseCommandLine, wholeNumber } from '../command-line.ts';
import { type ColumnNames, parseColumnNames } from '../clicks/columns.ts';
import type { ReplayOptions } from './replay.ts';

export const usage = `Usage: freshet replay FILE [options]

Posts a csv or tsv of clicks, gzipped or not, to a running instance as imported history. Headers
"timestamp_ms,user_id,session_id,item_id" and "SessionId,ItemId,Time" are recognised.

  --url URL        the instance to post to (default http://127.0.0.1:8080)
  --rate N         events a second (default: as fast as they are accepted)
  --from ROW       first row, counted from 0 (default: where an interrupted replay stopped)
  --limit N        rows at most
  --type TYPE      event type of every row (default click)
  --columns LIST   item=…,time=…,time-unit=s|ms and user=… or session=…, for other headers
`;

export interface ReplayArguments extends Omit<ReplayOptions, 'from'> {
  /** undefined: where an interrupted replay stopped, else the start. */
  readonly from: number | undefined;
  readonly file: string;
  readonly url: string;
  readonly columns: ColumnNames | undefined;
}

/**
 * The command line; undefined where the usage was asked for.
 * @throws FreshetError CONFIG_INVALID.
 */
export function parseReplayArguments(args: string[]): ReplayArguments | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw invalid(`replay takes one FILE, got ${positionals.length}`);
  }
  return {
    file,
    url: values.url,
    type: values.type,
    rate: number('rate', values.rate, 1) ?? Infinity,
    from: number('from', values.from, 0),
    limit: number('limit', values.limit, 1) ?? Infinity,
    columns: values.columns === undefined ? undefined : parseColumnNames(values.columns),
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  return parseCommandLine(
    args,
    {
      rate: text,
      from: text,
      limit: text,
      type: { type: 'string', default: 'click' },
      columns: text,
    },
    usage,
  );
}

function number(name: string, text: string | undefined, min: number): number | undefined {
  return wholeNumber(name, text, { min, usage });
}

const invalid = (what: string) => invalidArguments(what, usage);
