import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FreshetError } from '@freshet/runtime';

/** Written last: a folder without it is no back-up. */
export const MANIFEST_FILE = 'backup.json';
/** Rises when older versions of Freshet can no longer read what is written. */
export const MANIFEST_FORMAT = 1;

/** What a back-up says of itself. */
export interface Manifest {
  readonly format: number;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Version of LMDB's file format. */
  readonly lmdbFormat: number;
  /** Settings that the data were written under, and are of use under only. */
  readonly settings: Readonly<Record<string, string>>;
  /** Every other file of the folder. */
  readonly files: readonly BackedUpFile[];
}

export interface BackedUpFile {
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** @throws FreshetError BACKUP_UNUSABLE where a folder has none, or one of a newer version. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw unusable(folder, `has no ${MANIFEST_FILE}: it is none, or was cut off`);
  }
  const manifest = parse(text);
  if (manifest === undefined) throw unusable(folder, `has a ${MANIFEST_FILE} that is damaged`);
  if (manifest.format !== MANIFEST_FORMAT) {
    const what = `is of format ${manifest.format}; this version reads ${MANIFEST_FORMAT}. Restore it with the version that wrote it`;
    throw unusable(folder, what);
  }
  return manifest;
}

export const unusable = (folder: string, what: string): FreshetError =>
  new FreshetError('BACKUP_UNUSABLE', `The back-up ${folder} ${what}.`, { folder });

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}

function parse(text: string): Manifest | undefined {
  try {
    const { format, createdAt, lmdbFormat, settings, files } = JSON.parse(text) as Manifest;
    const isWhole = [format, createdAt, lmdbFormat].every(Number.isSafeInteger);
    // Of a newer version nothing else is looked at.
    if (Number.isSafeInteger(format) && format !== MANIFEST_FORMAT) return JSON.parse(text);
    if (!isWhole || !Array.isArray(files) || !files.every(isFile)) return undefined;
    if (typeof settings !== 'object' || settings === null) return undefined;
    return { format, createdAt, lmdbFormat, settings, files };
  } catch {
    return undefined;
  }
}

/** Names are of files in the folder itself, so that none leads out of it. */
const isFile = ({ name, bytes, sha256 }: BackedUpFile): boolean =>
  /^[a-z][a-z-]*\.[a-z]+$/.test(name) &&
  Number.isSafeInteger(bytes) &&
  /^[0-9a-f]{64}$/.test(sha256);
