import { readFileSync } from 'node:fs';
import { cleanEnv, makeValidator, type ValidatorSpec } from 'envalid';
import { FreshetError } from './errors.ts';

export { bool, host, makeValidator, num, port, str, url } from 'envalid';

/** A whole number of at least 1. */
export const count = makeValidator<number>((input) => {
  if (!/^[1-9]\d{0,14}$/.test(input)) throw new Error('must be a whole number of at least 1');
  return Number(input);
});

/** A whole number of at least 0. */
export const countOrNone = makeValidator<number>((input) => {
  if (!/^\d{1,15}$/.test(input)) throw new Error('must be a whole number of at least 0');
  return Number(input);
});

/** A port, or 0 for none. */
export const portOrNone = makeValidator<number>((input) => {
  if (!/^\d{1,5}$/.test(input) || Number(input) > 65_535)
    throw new Error('must be a port, or 0 for none');
  return Number(input);
});

/** `host:port`, several separated by commas; credentials have no place in it. */
export const hostsAndPorts = makeValidator<string>((input) => {
  const isAddress = (text: string) => /^([^\s:@/[\]]+|\[[\da-f:]+\]):\d{1,5}$/i.test(text);
  if (input.split(',').every(isAddress)) return input;
  throw new Error('must be host:port, several separated by commas');
});

/** A part of something, half of it at most. */
export const share = makeValidator<number>((input) => {
  const isDecimal = /^\d(\.\d{1,15})?$/.test(input);
  if (!isDecimal || Number(input) > 0.5) throw new Error('must be a number from 0 to 0.5');
  return Number(input);
});

const secrets = new WeakSet<object>();

interface SecretOptions {
  readonly desc: string;
  readonly isRequired?: boolean;
}

/**
 * A password or the like: no message repeats it, and `<NAME>_FILE` may name a file that holds it, as
 * container platforms hand them out.
 */
export function secret({ isRequired = false, desc }: SecretOptions): ValidatorSpec<string> {
  const spec = isRequired ? anyText({ desc }) : anyText({ desc, default: '' });
  secrets.add(spec);
  return spec;
}

const anyText = makeValidator<string>((input) => input);

/** One validator per variable; `desc` is its help line and the configuration table's text. */
export type ConfigSpec<T> = { [K in keyof T]: ValidatorSpec<T[K]> };

/**
 * Reads the settings named in `spec` from `env`; unset or empty variables take their default.
 * @throws FreshetError CONFIG_INVALID naming every fault at once.
 */
export function readConfig<T extends object>(
  env: Record<string, string | undefined>,
  spec: ConfigSpec<T>,
): Readonly<T> {
  const isSecret = (name: string) => name in spec && secrets.has(spec[name as keyof T]);
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  for (const name of Object.keys(spec).filter(isSecret)) {
    const path = set[`${name}_FILE`];
    if (path !== undefined) set[name] = secretIn(path, name);
  }
  const values = cleanEnv(set, spec, {
    reporter({ errors }) {
      const faults = Object.entries(errors).map(([name, error]) => {
        const value = isSecret(name) ? '***' : withoutCredentials(set[name] ?? '');
        const got = set[name] === undefined ? 'not set' : `got "${value}"`;
        return `  ${name}: ${got}; ${(error as Error).message}`;
      });
      if (faults.length === 0) return;
      throw new FreshetError(
        'CONFIG_INVALID',
        `These settings cannot be used:\n${faults.join('\n')}\nSee .env.example for what each one means.`,
      );
    },
  });
  return { ...values } as T;
}

/** Without the line break that editors put at the end. */
function secretIn(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const message = `${name}_FILE: "${path}" cannot be read (${code}); let it name the file that holds ${name}.`;
    throw new FreshetError('CONFIG_INVALID', message, { cause });
  }
}

/** `user:password@` of a URL, or of what was meant to be one, is not repeated. */
const withoutCredentials = (text: string): string => text.replace(/^(\w+:\/\/)?.*@/s, '$1***@');
