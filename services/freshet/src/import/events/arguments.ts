import { invalidArguments, parseCommandLine } from '../../command-line.ts';
import { parseEventColumns } from './formats/columns.ts';
import type { CsvOptions } from './formats/csv.ts';

export const usage = `Usage: freshet import events SOURCE [options]

Posts past clicks and orders as history: a csv or tsv, JSON lines of events as POST /v1/events takes them,
GA4's BigQuery export (tables events_*) as JSON lines, or an orders.json of Shopify; a file or an http
address, gzipped or not. The same content again changes nothing, and an interrupted import goes on.

  --url URL        the instance to post to (default http://127.0.0.1:8080)
  --json           the report as one JSON object

For csv and tsv:
  --columns LIST   item=…,time=…,time-unit=s|ms|us|text and user=…, anonymous=… or session=…; also type=…,
                   order=…,quantity=…,price=…,value=…,currency=…
  --type TYPE      of rows that name none (default click)
  --types LIST     what the file calls a type, such as buy=purchase,pageview=view

FRESHET_KEY in the environment holds a key with the scope history, where there are keys. DATA_DIR is the
folder that keeps how far it is.
`;

export interface EventsArguments extends CsvOptions {
  readonly source: string;
  readonly url: string;
  readonly json: boolean;
}

/** The command line; undefined where the usage was asked for. @throws FreshetError CONFIG_INVALID. */
export function parseEventsArguments(args: string[]): EventsArguments | undefined {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseCommandLine(
    args,
    {
      json: { type: 'boolean', default: false },
      columns: text,
      type: { type: 'string', default: 'click' },
      types: { type: 'string', default: '' },
    },
    usage,
  );
  if (values.help) return undefined;
  const [source] = positionals;
  if (source === undefined || positionals.length > 1) {
    throw invalidArguments(`import events takes one SOURCE, got ${positionals.length}`, usage);
  }
  const { url, json, type } = values;
  const columns =
    values.columns === undefined ? undefined : parseEventColumns(values.columns, usage);
  return { source, url, json, type, columns, types: parseTypes(values.types) };
}

function parseTypes(text: string): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const pair of text === '' ? [] : text.split(',')) {
    const [theirs = '', ours = ''] = pair.split('=').map((part) => part.trim());
    if (theirs === '' || ours === '') throw invalidArguments(`--types has "${pair}"`, usage);
    types.set(theirs, ours);
  }
  return types;
}
