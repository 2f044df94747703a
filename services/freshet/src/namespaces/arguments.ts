import { adminOptions, adminUsage } from '../admin/arguments.ts';
import { invalidArguments, parseCommandLine } from '../command-line.ts';

export const usage = `Usage: freshet namespaces list
       freshet namespaces swap NAME [--force]
       freshet namespaces drop NAME

A namespace is one set of state, computed from the events in the log; "freshet replay-log" makes one
beside the live one. swap answers requests from it, drop ends it and clears its state. Where services
run apart, the instance to ask is the API.

  --force         go over although it has not caught up
${adminUsage}`;

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
  const force = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseCommandLine(args, { ...adminOptions, force }, usage);
  if (values.help) return undefined;
  const [action, name = '', ...more] = positionals;
  if (action !== 'list' && action !== 'swap' && action !== 'drop') {
    throw invalid(`there is list, swap and drop, got "${action ?? ''}"`);
  }
  if (more.length > 0 || (action === 'list') !== (name === '')) {
    throw invalid(`${action} takes ${action === 'list' ? 'no' : 'one'} NAME`);
  }
  if (values.force && action !== 'swap') throw invalid('--force belongs to swap');
  return { action, name, url: values.url, force: values.force, json: values.json };
}

const invalid = (what: string) => invalidArguments(what, usage);
