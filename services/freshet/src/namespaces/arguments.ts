import { parseArgs } from 'node:util';
import { FreshetError } from '@freshet/runtime';

export const usage = `Usage: freshet namespaces list
       freshet namespaces swap NAME [--force]
       freshet namespaces drop NAME

A namespace is one set of state, computed from the events in the log; "freshet replay-log" makes one
beside the live one. swap answers requests from it, drop ends it and clears its state.

  --url URL    the instance, or the API where services run apart (default http://127.0.0.1:8080)
  --force      go over although it has not caught up
  --json       the answer as one line of JSON
`;

export interface NamespacesArguments {
  readonly action: 'list' | 'swap' | 'drop';
  /** '' for a list. */
  readonly name: string;
  readonly url: string;
  readonly force: boolean;
  readonly json: boolean;
}

/**
 * The command line; undefined where the usage was asked for.
 * @throws FreshetError CONFIG_INVALID.
 */
export function parseNamespacesArguments(args: string[]): NamespacesArguments | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const [action, name = '', ...more] = positionals;
  if (action !== 'list' && action !== 'swap' && action !== 'drop') {
    throw invalid(`there is list, swap and drop, got "${action ?? ''}"`);
  }
  if (more.length > 0 || (action === 'list') !== (name === '')) {
    throw invalid(`${action} takes ${action === 'list' ? 'no' : 'one'} NAME`);
  }
  if (values.force && action !== 'swap') throw invalid('--force belongs to swap');
  if (!URL.canParse(values.url)) throw invalid(`--url must be a URL, got "${values.url}"`);
  return { action, name, url: values.url, force: values.force, json: values.json };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        url: { type: 'string', default: 'http://127.0.0.1:8080' },
        force: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw invalid((error as Error).message);
  }
}

function invalid(what: string): FreshetError {
  return new FreshetError('CONFIG_INVALID', `${what}.\n\n${usage}`);
}
