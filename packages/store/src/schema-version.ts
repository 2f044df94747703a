import { readFileSync } from 'node:fs';
import type { SchemaVersion } from '@freshet/events';

/** A version of a value's schema, from its file. */
export function version(id: number, file: string): SchemaVersion {
  const url = new URL(`../schemas/${file}.avsc`, import.meta.url);
  return { id, schema: JSON.parse(readFileSync(url, 'utf8')) as object };
}
