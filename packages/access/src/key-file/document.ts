import { FreshetError } from '@freshet/runtime';
import { Ajv, type ErrorObject } from 'ajv';
import type { KeyRecord } from '../keys/key-record.ts';
import { isOriginRule } from '../keys/origin.ts';
import { keySetSchema, VERSION } from './schema.ts';

/** What a key file holds. */
export interface KeySet {
  readonly keys: readonly KeyRecord[];
  /** What a site's own server signs tokens of its users with, newest first; two of a site at most. */
  readonly identities?: readonly IdentitySecret[];
}

export interface IdentitySecret {
  readonly site: string;
  readonly secret: Buffer;
}

/** A record as the file has it: times as ISO 8601, bytes as base64url. */
type Row = Omit<KeyRecord, 'hash' | 'createdAt' | 'expiresAt' | 'revokedAt'> & {
  readonly hash: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
};

interface Document {
  readonly keys: readonly Row[];
  readonly identities: readonly { readonly site: string; readonly secret: string }[];
}

const ajv = new Ajv({ discriminator: true, strictTypes: false });
ajv.addFormat('moment', (text: string) => !Number.isNaN(Date.parse(text)));
ajv.addFormat('origin', isOriginRule);
const isDocument = ajv.compile<Document>(keySetSchema);

/**
 * The text of a key file, judged as a whole: a file of which a part is wrong is wrong.
 * @throws FreshetError KEYS_INVALID, KEYS_VERSION_UNSUPPORTED, which never repeat what the file holds.
 */
export function parseKeySet(text: string): KeySet {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // Its message would quote the text.
    throw invalid('is not JSON; it may have been cut off while it was written');
  }
  requireVersion(document);
  if (!isDocument(document)) throw invalid(faultText(isDocument.errors![0]!));
  const ids = new Set(document.keys.map(({ id }) => id));
  if (ids.size < document.keys.length) throw invalid('has two keys with one id');
  const identities = document.identities.map(({ site, secret }) => ({
    site,
    secret: Buffer.from(secret, 'base64url'),
  }));
  return { keys: document.keys.map(recordOf), identities };
}

export function formatKeySet({ keys, identities = [] }: KeySet): string {
  const secrets = identities.map(({ site, secret }) => ({
    site,
    secret: secret.toString('base64url'),
  }));
  const document = { version: VERSION, keys: keys.map(rowOf), identities: secrets };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function requireVersion(document: unknown): void {
  const { version } = Object(document) as { version?: unknown };
  if (version === undefined || version === VERSION) return;
  const got = JSON.stringify(version).slice(0, 32);
  const message = `The key file has version ${got}, this Freshet reads ${VERSION}; start the Freshet that wrote it, or make the keys anew.`;
  throw new FreshetError('KEYS_VERSION_UNSUPPORTED', message);
}

function faultText({ instancePath, message }: ErrorObject): string {
  return `has a fault at ${instancePath === '' ? 'its top' : instancePath}: it ${message ?? 'cannot be read'}`;
}

function invalid(what: string): FreshetError {
  return new FreshetError('KEYS_INVALID', `The key file ${what}.`);
}

const timeOf = (text: string | null) => (text === null ? null : Date.parse(text));
const textOf = (time: number | null) => (time === null ? null : new Date(time).toISOString());

function recordOf(from: Row): KeyRecord {
  return {
    ...from,
    hash: Buffer.from(from.hash, 'base64url'),
    createdAt: Date.parse(from.createdAt),
    expiresAt: timeOf(from.expiresAt),
    revokedAt: timeOf(from.revokedAt),
  };
}

function rowOf(from: KeyRecord): Row {
  return {
    ...from,
    hash: from.hash.toString('base64url'),
    createdAt: new Date(from.createdAt).toISOString(),
    expiresAt: textOf(from.expiresAt),
    revokedAt: textOf(from.revokedAt),
  };
}
