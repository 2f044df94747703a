import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** A folder that a service writes to, as it is or as it would be made. */
export interface FolderFacts {
  readonly path: string;
  /** The folder itself, or the nearest one above it that is there. */
  readonly nearest: string;
  /** Whether `nearest` is a folder at all. */
  readonly isFolder: boolean;
  /** Why nothing can be written to `nearest`; undefined if something can. */
  readonly unwritable: string | undefined;
  readonly freeBytes: number;
}

/** Looks at a folder, or where it would be. */
export async function folderFacts(dir: string): Promise<FolderFacts> {
  const path = resolve(dir);
  const nearest = await nearestPresent(path);
  const [{ bavail, bsize }, unwritable, isFolder] = await Promise.all([
    statfs(nearest),
    access(nearest, constants.W_OK | constants.X_OK).then(() => undefined, codeOf),
    stat(nearest).then((found) => found.isDirectory()),
  ]);
  return { path, nearest, isFolder, unwritable, freeBytes: bavail * bsize };
}

async function nearestPresent(path: string): Promise<string> {
  // ENOTDIR: something above it is a file, which is then the nearest.
  const there = await stat(path).catch(() => undefined);
  return there === undefined ? nearestPresent(dirname(path)) : path;
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
