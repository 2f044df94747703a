import { type ParseArgsConfig, parseArgs } from 'node:util';
import { FreshetError } from '@freshet/runtime';

type Options = NonNullable<ParseArgsConfig['options']>;

const help = { help: { type: 'boolean', default: false } } as const;
/** Options of every command that calls a running instance. */
const instance = { url: { type: 'string', default: 'http://127.0.0.1:8080' } } as const;

/** Parses a command line of strings and flags. @throws FreshetError CONFIG_INVALID with the usage. */
export function parseOptions<O extends Options>(args: string[], options: O, usage: string) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { ...options, ...help } });
  } catch (error) {
    throw invalidArguments((error as Error).message, usage);
  }
}

/** The same of a command that calls a running instance. */
export function parseCommandLine<O extends Options>(args: string[], options: O, usage: string) {
  const parsed = parseOptions(args, { ...options, ...instance }, usage);
  const { url } = parsed.values as { url: string };
  if (!URL.canParse(url)) throw invalidArguments(`--url must be a URL, got "${url}"`, usage);
  return parsed;
}

/** The whole number given to `--name`, undefined without one. @throws FreshetError CONFIG_INVALID. */
export function wholeNumber(
  name: string,
  text: string | undefined,
  { min, usage }: { min: number; usage: string },
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d{1,15}$/.test(text) || value < min) {
    const what = `--${name} must be a whole number of at least ${min}, got "${text}"`;
    throw invalidArguments(what, usage);
  }
  return value;
}

export function invalidArguments(what: string, usage: string): FreshetError {
  return new FreshetError('CONFIG_INVALID', `${what}.\n\n${usage}`);
}
