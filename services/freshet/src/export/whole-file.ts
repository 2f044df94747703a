import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FreshetError } from '@freshet/runtime';

/**
 * Has `write` make a file beside `path` that then takes its place: there is a whole file or the one
 * before. @throws FreshetError EXPORT_FAILED; what `write` throws.
 */
export async function writeWhole(
  path: string,
  write: (path: string) => Promise<void>,
): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await write(unfinished);
    const file = await open(unfinished, 'r+');
    await file.sync();
    await file.close();
    await rename(unfinished, path);
  } catch (cause) {
    // What went wrong before says more than this could.
    await rm(unfinished, { force: true }).catch(() => {});
    if (!isOfSystem(cause)) throw cause;
    const message = `${path} cannot be written: ${cause.message}. Whole files beside it are as they were.`;
    throw new FreshetError('EXPORT_FAILED', message, { cause });
  }
}

const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;
