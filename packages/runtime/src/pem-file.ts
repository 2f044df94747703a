import { readFileSync } from 'node:fs';
import { FreshetError } from './errors.ts';

/** What a setting names: a file of certificates or a key, as PEM (RFC 7468). @throws FreshetError CONFIG_INVALID. */
export function readPem(setting: string, path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const message = `${setting}: "${path}" cannot be read (${code}).`;
    throw new FreshetError('CONFIG_INVALID', message, { cause });
  }
  if (text.includes('-----BEGIN ')) return text;
  const message = `${setting}: "${path}" is no PEM file; it begins with -----BEGIN.`;
  throw new FreshetError('CONFIG_INVALID', message);
}
