import { constants } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { FreshetError } from '@freshet/runtime';
import { DATA_FILE, type Snapshots } from '@freshet/store/embedded';
import { flush } from '../../backup/flush.ts';
import {
  type BackedUpFile,
  MANIFEST_FILE,
  MANIFEST_FORMAT,
  type Manifest,
  sha256Of,
} from '../../backup/manifest.ts';

/** Bytes of its disk that a back-up leaves free. */
const RESERVE_BYTES = 64 * 1024 * 1024;

export interface BackupOptions {
  readonly snapshots: Snapshots;
  /** Go into the manifest. */
  readonly settings: Readonly<Record<string, string>>;
  /** Files that go along where they are there, by the name that they get in the back-up. */
  readonly beside: Readonly<Record<string, string>>;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly reserveBytes?: number;
}

/** Where a back-up is written until it is whole. */
export const partialOf = (path: string): string => `${path}.partial`;

/**
 * Refuses a back-up that cannot be, before anything is written.
 * @throws FreshetError BACKUP_REFUSED.
 */
export async function checkTarget(path: string, options: BackupOptions): Promise<void> {
  const { snapshots, reserveBytes = RESERVE_BYTES } = options;
  if (!isAbsolute(path)) throw refused(`"${path}" is no absolute path`);
  if (await exists(path)) throw refused(`${path} is there already, and nothing is overwritten`);
  const partial = partialOf(path);
  if (await exists(partial)) {
    throw refused(`${partial} is left of a back-up that was cut off; remove it: rm -r ${partial}`);
  }
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (!folder?.isDirectory()) throw refused(`there is no folder ${dirname(path)}; make it first`);
  const { bavail, bsize } = await statfs(dirname(path));
  const needed = snapshots.bytesMax() + reserveBytes;
  if (bavail * bsize < needed) {
    throw refused(
      `the disk of ${dirname(path)} has ${bavail * bsize} bytes left, and a back-up needs up to ${needed}; make room there`,
    );
  }
}

/**
 * Writes a back-up while the instance goes on. It is written beside, flushed, and renamed when it is
 * whole, so that whatever ends it before leaves nothing at `path`. A failed one is removed again.
 * @throws FreshetError BACKUP_FAILED.
 */
export async function makeBackup(path: string, options: BackupOptions): Promise<Manifest> {
  const partial = partialOf(path);
  try {
    // Personal data and the key that signs cursors: of this user alone.
    await mkdir(partial, { mode: 0o700 });
    const manifest = await writeFiles(partial, options);
    await flush(partial);
    await rename(partial, path);
    await flush(dirname(path));
    return manifest;
  } catch (cause) {
    await rm(partial, { recursive: true, force: true });
    const { message } = cause as Error;
    const what = `The back-up ${path} could not be written (${message}); nothing of it is kept.`;
    throw new FreshetError('BACKUP_FAILED', what, { cause });
  }
}

async function writeFiles(
  dir: string,
  { snapshots, settings, beside, clock }: BackupOptions,
): Promise<Manifest> {
  const createdAt = clock();
  await snapshots.copyTo(dir);
  const names = [DATA_FILE];
  for (const [name, from] of Object.entries(beside)) {
    if (!(await exists(from))) continue;
    await copyFile(from, join(dir, name), constants.COPYFILE_EXCL);
    names.push(name);
  }
  const files: BackedUpFile[] = [];
  for (const name of names) {
    await flush(join(dir, name));
    const { size } = await stat(join(dir, name));
    files.push({ name, bytes: size, sha256: await sha256Of(join(dir, name)) });
  }
  const lmdbFormat = snapshots.format;
  const manifest = { format: MANIFEST_FORMAT, createdAt, lmdbFormat, settings, files };
  await writeFile(join(dir, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, {
    flush: true,
  });
  return manifest;
}

const exists = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;

const refused = (what: string): FreshetError =>
  new FreshetError('BACKUP_REFUSED', `There is no back-up: ${what}.`);
