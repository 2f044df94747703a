import { type ParseArgsConfig, parseArgs } from 'node:util';
import { FreshetError } from '@freshet/runtime';

/** Options of every command that talks to a running instance. */
const everywhere = {
  url: { type: 'string', default: 'http://127.0.0.1:8080' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

export const adminUsage = `  --url URL       the instance to ask (default http://127.0.0.1:8080)
  --json          one JSON object a line on standard output
`;

/** Parses a command line of strings and flags. @throws FreshetError CONFIG_INVALID with the usage. */
export function parseAdminArguments<O extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: O,
  usage: string,
) {
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
