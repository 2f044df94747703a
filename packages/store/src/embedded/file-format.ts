import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FreshetError } from '@freshet/runtime';

/** File of an environment, in its folder. */
export const DATA_FILE = 'data.mdb';
/** Version of LMDB's file format that this build reads. */
export const FORMAT_VERSION = 2;
/** Where the first page says what the file is. */
const META = { magicAt: 24, versionAt: 28, bytes: 32, magic: 0xbeefc0de };

const fileOf = (dir: string): string => join(dir, DATA_FILE);

/**
 * Version of LMDB's file format in a folder; undefined where its file is none of LMDB's.
 * @throws Error where it cannot be read.
 */
export function formatVersion(dir: string): number | undefined {
  const head = Buffer.alloc(META.bytes);
  const file = openSync(fileOf(dir), 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head.readUInt32LE(META.magicAt) === META.magic
    ? head.readUInt32LE(META.versionAt)
    : undefined;
}

/**
 * Refuses a folder whose file LMDB would refuse, on which lmdb-js 3.5.6 ends the process without a
 * word. Without a file, or with an empty one, LMDB begins anew.
 * @throws FreshetError DATA_DIR_UNREADABLE.
 */
export function requireKnownFormat(dir: string): void {
  if ((statSync(fileOf(dir), { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  const version = formatVersion(dir);
  if (version === FORMAT_VERSION) return;
  const found =
    version === undefined
      ? 'is none of LMDB, or damaged'
      : `was written by another version of LMDB (format ${version}; this one reads ${FORMAT_VERSION})`;
  throw new FreshetError(
    'DATA_DIR_UNREADABLE',
    `${fileOf(dir)} ${found}; bring back a copy of the folder, run the version of Freshet that wrote it, or set DATA_DIR to an empty folder.`,
    { dir, version },
  );
}
