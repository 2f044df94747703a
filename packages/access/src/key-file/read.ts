import { open } from 'node:fs/promises';
import { FreshetError } from '@freshet/runtime';
import { FILE_BYTES_MAX } from './bounds.ts';
import { type KeySet, parseKeySet } from './document.ts';

/** A key file as it was at one moment. */
export interface KeyFile extends KeySet {
  /** Whether others than its owner and its group may read it. */
  readonly isForAll: boolean;
}

/**
 * Reads a key file; undefined where there is none.
 * @throws FreshetError KEYS_UNREADABLE, KEYS_INVALID, KEYS_VERSION_UNSUPPORTED with the path.
 */
export async function readKeyFile(path: string): Promise<KeyFile | undefined> {
  try {
    const file = await open(path);
    try {
      const { mode, size } = await file.stat();
      if (size > FILE_BYTES_MAX) {
        const message = `The key file has more than ${FILE_BYTES_MAX} bytes.`;
        throw new FreshetError('KEYS_INVALID', message);
      }
      return { ...parseKeySet(await file.readFile('utf8')), isForAll: (mode & 0o007) !== 0 };
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw placed(error, path);
  }
}

function placed(error: unknown, path: string): FreshetError {
  if (error instanceof FreshetError) {
    const message = `${error.message} The file is ${path}.`;
    return new FreshetError(error.code, message, { cause: error, path });
  }
  const message = `The key file ${path} cannot be read: ${(error as Error).message}. Give it to the user that runs Freshet, or set KEYS_FILE.`;
  return new FreshetError('KEYS_UNREADABLE', message, { cause: error, path });
}
