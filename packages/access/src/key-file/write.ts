import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FreshetError } from '@freshet/runtime';
import { formatKeySet, type KeySet, parseKeySet } from './document.ts';
import { readKeyFile } from './read.ts';

/** How long a change waits for another one to end, in ms; they take milliseconds. */
const LOCK_MS_MAX = 5_000;
const LOCK_RETRY_MS = 20;

/**
 * Changes a key file, one change at a time: what `change` makes of the keys stands whole in the file, and
 * on the disk, when this resolves, or the old ones still do. Only its owner can read it.
 * @throws FreshetError KEYS_UNREADABLE, KEYS_LOCKED, and whatever `change` throws.
 */
export async function changeKeyFile(
  path: string,
  change: (current: KeySet) => KeySet,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
    throw unwritable(path, error);
  });
  const release = await lock(`${path}.lock`);
  try {
    const changed = change((await readKeyFile(path)) ?? { keys: [] });
    const text = formatKeySet(changed);
    // A file that no process could read is not written.
    parseKeySet(text);
    await replace(path, text);
  } finally {
    await release();
  }
}

async function replace(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomUUID()}`;
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(beside, { force: true });
    throw unwritable(path, error);
  }
}

/** Without it a renamed file may be the old one again after a power cut. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Two changes at once would each write what the other has not seen. */
async function lock(path: string): Promise<() => Promise<void>> {
  const until = performance.now() + LOCK_MS_MAX;
  for (;;) {
    try {
      await (await open(path, 'wx', 0o600)).close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(path, error);
    }
    if (performance.now() > until) {
      const message = `Another change of the keys has not ended for ${LOCK_MS_MAX / 1000} s; if none runs, delete ${path}.`;
      throw new FreshetError('KEYS_LOCKED', message, { path });
    }
    await new Promise((resolve) => setTimeout(resolve, LOCK_RETRY_MS));
  }
}

function unwritable(path: string, cause: unknown): FreshetError {
  const message = `The key file ${path} cannot be written: ${(cause as Error).message}.`;
  return new FreshetError('KEYS_UNREADABLE', message, { cause, path });
}
