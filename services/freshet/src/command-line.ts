import { type ParseArgsConfig, parseArgs } from 'node:util';
import { FreshetError } from '@freshet/runtime';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Options of every command that calls a running instance. */
const everywhere = {
  url: { type: 'string', default: 'http://127.0.0.1:8080' },
  help: { type: 'boolean', default: false },
} as const;

/** Parses a command line of strings and flags. @throws FreshetError CONFIG_INVALID with the usage. */
export function parseCommandLine<O extends Options>(args: string[], options: O, usage: string) {
  try {
    const parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { ...options, ...everywhere },
    });
    const { url } = parsed.values as { url: string };
    if (!URL.canParse(url)) throw new Error(`--url must be a URL, got "${url}"`);
    return parsed;
  } catch (error) {
    throw invalidArguments((error as Error).message, usage);
  }
}

export function invalidArguments(what: string, usage: string): FreshetError {
  return new FreshetError('CONFIG_INVALID', `${what}.\n\n${usage}`);
}
