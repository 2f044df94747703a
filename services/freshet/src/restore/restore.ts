import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { FreshetError } from '@freshet/runtime';
import { flush } from '../backup/flush.ts';
import {
  type BackedUpFile,
  type Manifest,
  readManifest,
  sha256Of,
  unusable,
} from '../backup/manifest.ts';

export interface RestoreOptions {
  /** Folder of the back-up. */
  readonly from: string;
  /** DATA_DIR. */
  readonly into: string;
  /** Version of LMDB's file format that this build reads. */
  readonly lmdbFormat: number;
  /** Bytes copied since the last call. */
  readonly copied: (bytes: number) => void;
}

/** Where the data stay until they are whole; a restore that was cut off leaves nothing else. */
const PARTIAL = 'restore.partial';

/**
 * Reads what a back-up says of itself and refuses one that cannot be used, and a folder that is in use.
 * @throws FreshetError BACKUP_UNUSABLE, RESTORE_REFUSED; then nothing was written.
 */
export async function planRestore({
  from,
  into,
  lmdbFormat,
}: Omit<RestoreOptions, 'copied'>): Promise<Manifest> {
  const manifest = await readManifest(from);
  if (manifest.lmdbFormat !== lmdbFormat) {
    const what = `has data of LMDB's format ${manifest.lmdbFormat}; this version reads ${lmdbFormat}. Restore it with the version that wrote it`;
    throw unusable(from, what);
  }
  for (const { name, bytes } of manifest.files) {
    const size = (await stat(join(from, name)).catch(() => undefined))?.size;
    if (size === bytes) continue;
    throw unusable(from, `is damaged: ${name} has ${size ?? 'no'} bytes instead of ${bytes}`);
  }
  await checkEmpty(into);
  await mkdir(into, { recursive: true });
  const { bavail, bsize } = await statfs(into);
  const needed = bytesOf(manifest);
  if (bavail * bsize < needed) {
    throw refused(
      `the disk of ${into} has ${bavail * bsize} bytes left and ${needed} are needed; make room there`,
    );
  }
  return manifest;
}

/**
 * Copies the files of a back-up, compares them with what it says of them, and puts them into place.
 * @throws FreshetError BACKUP_UNUSABLE; then nothing is in place.
 */
export async function restore(
  { files }: Manifest,
  { from, into, copied }: RestoreOptions,
): Promise<void> {
  const partial = join(into, PARTIAL);
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { mode: 0o700 });
  try {
    for (const file of files) {
      await bring(file, from, partial);
      copied(file.bytes);
    }
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
  for (const { name } of files) await rename(join(partial, name), join(into, name));
  await rm(partial, { recursive: true });
  await flush(into);
}

export const bytesOf = ({ files }: Manifest): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

async function bring({ name, sha256 }: BackedUpFile, from: string, to: string): Promise<void> {
  await copyFile(join(from, name), join(to, name), constants.COPYFILE_FICLONE);
  await flush(join(to, name));
  if ((await sha256Of(join(to, name))) === sha256) return;
  throw unusable(from, `is damaged: ${name} is not what was written (its SHA-256 is another)`);
}

async function checkEmpty(into: string): Promise<void> {
  const there = await readdir(into).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw refused(`DATA_DIR ${into} cannot be read (${error.code})`);
  });
  // A disk of its own has the second one in its root.
  const used = there.filter((name) => name !== PARTIAL && name !== 'lost+found');
  if (used.length === 0) return;
  throw refused(
    `DATA_DIR ${into} has ${used[0]} in it; set DATA_DIR to an empty folder, or move this one away: mv ${into} ${into}.before`,
  );
}

const refused = (what: string): FreshetError =>
  new FreshetError('RESTORE_REFUSED', `Nothing is restored: ${what}.`);
