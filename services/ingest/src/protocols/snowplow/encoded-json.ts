import { isUtf8 } from 'node:buffer';
import { brokenBound, isObject } from '@freshet/runtime';
import { safeParse } from 'secure-json-parse';
import { type Fault, fault } from '../../rejection.ts';
import type { Row } from './row.ts';

/** A field that holds JSON, under one name in base64url and under the other as it is. */
interface EncodedField {
  readonly encoded: string;
  readonly plain: string;
}

/** What lies in the JSON of such a field, and where. */
export interface Decoded {
  /** As a pointer. */
  readonly field: string;
  /** Of the envelope that every such JSON is. */
  readonly data: unknown;
}

/**
 * Opens such a field of a row; undefined where it is not there. Its JSON is held to the bounds of a body, which
 * it had not to keep to while it was a text in one.
 */
export function decoded(row: Row, { encoded, plain }: EncodedField): Decoded | Fault | undefined {
  const isPlain = row[encoded] === undefined;
  const name = isPlain ? plain : encoded;
  const text = row[name];
  if (text === undefined || text === null || text === '') return undefined;
  const pointer = `/${name}`;
  const value =
    typeof text === 'string' && jsonOf(Buffer.from(text, isPlain ? 'utf8' : 'base64url'));
  if (isObject(value)) return { field: pointer, data: value.data };
  const how = isPlain ? 'JSON' : 'JSON in base64url';
  return fault('FIELD_TYPE', pointer, `must be an object of ${how}, within the bounds of a body`);
}

/** undefined or null for what is no JSON that a body may hold. */
function jsonOf(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString();
  return brokenBound(text) === undefined ? (safeParse(text) as unknown) : undefined;
}
