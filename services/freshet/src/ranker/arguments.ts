import { invalidArguments, parseCommandLine } from '../command-line.ts';

export const usage = `Usage: freshet ranker show|freeze|thaw|reset|export [--site SITE]
       freshet ranker import FILE [--site SITE]

The ranker learns from visitors what counts in an answer. freeze has it learn nothing until thaw, reset
begins again with the start weights; export writes all that was learned to standard output, import
takes it back. Where services run apart, the instance to ask is the API.

  --site SITE     whose ranker (default: default)
  --url URL       the instance to ask (default http://127.0.0.1:8080)
`;

const actions = ['show', 'freeze', 'thaw', 'reset', 'export', 'import'] as const;

export interface RankerArguments {
  readonly action: (typeof actions)[number];
  /** '' but for an import. */
  readonly file: string;
  readonly site: string;
  readonly url: string;
}

/**
 * The command line; undefined where the usage was asked for.
 * @throws FreshetError CONFIG_INVALID.
 */
export function parseRankerArguments(args: string[]): RankerArguments | undefined {
  const site = { type: 'string', default: 'default' } as const;
  const { values, positionals } = parseCommandLine(args, { site }, usage);
  if (values.help) return undefined;
  const [given = '', file = '', ...more] = positionals;
  const action = actions.find((one) => one === given);
  if (action === undefined) throw invalid(`there is ${actions.join(', ')}, got "${given}"`);
  if (more.length > 0 || (action === 'import') !== (file !== '')) {
    throw invalid(`${action} takes ${action === 'import' ? 'one' : 'no'} FILE`);
  }
  return { action, file, site: values.site, url: values.url };
}

const invalid = (what: string) => invalidArguments(what, usage);
