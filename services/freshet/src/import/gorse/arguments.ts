import { invalidArguments, parseCommandLine } from '../../command-line.ts';

export const usage = `Usage: freshet import gorse SOURCE [options]

Brings over what a Gorse knows: what its GET /api/dump answers, or the items.jsonl and feedback.jsonl that
its dashboard exports; a file or an http address, gzipped or not. Items go into the catalogue, feedback
comes in as history. The same content again changes nothing, and an interrupted import goes on.

  --url URL   the instance to post to (default http://127.0.0.1:8080)
  --json      the report as JSON, a line for items and one for feedback

FRESHET_KEY in the environment holds a key with the scopes catalogue and history, where there are keys.
DATA_DIR is the folder that keeps how far it is.
`;

export interface GorseArguments {
  readonly source: string;
  readonly url: string;
  readonly json: boolean;
}

/** The command line; undefined where the usage was asked for. @throws FreshetError CONFIG_INVALID. */
export function parseGorseArguments(args: string[]): GorseArguments | undefined {
  const json = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseCommandLine(args, { json }, usage);
  if (values.help) return undefined;
  const [source] = positionals;
  if (source === undefined || positionals.length > 1) {
    throw invalidArguments(`import gorse takes one SOURCE, got ${positionals.length}`, usage);
  }
  return { source, url: values.url, json: values.json };
}
