import { statfsSync } from 'node:fs';
import { FreshetError } from '@freshet/runtime';
import type { RootDatabase } from 'lmdb';

/** Bytes of its disk that publishing leaves free by default, for the writes of the store and of retention. */
export const RESERVE_BYTES = 64 * 1024 * 1024;

/** Throws unless so many bytes may be appended now. */
export type DiskRoom = (bytes: number) => void;

/**
 * Keeps a reserve of the environment's disk free. It must never run full: a failed page write makes
 * LMDB of lmdb-js 3.5.6 overrun the buffer of its message (`mdb_page_flush`, 100 bytes), which ends
 * the process with a damaged heap. What is committed survives that, but nobody is told why.
 */
export function reserveDisk(
  environment: RootDatabase<Buffer>,
  reserveBytes = RESERVE_BYTES,
): DiskRoom {
  // lmdb-js's types leave it out.
  const { path } = environment as RootDatabase<Buffer> & { readonly path: string };
  return (bytes) => {
    const { bavail, bsize } = statfsSync(path);
    const freeBytes = bavail * bsize;
    if (freeBytes - bytes >= reserveBytes) return;
    throw new FreshetError(
      'LOG_UNREACHABLE',
      `The disk of ${path} has ${freeBytes} bytes left, and ${reserveBytes} must stay free beside the ${bytes} to be written; make room there.`,
      { path, freeBytes, reserveBytes, bytes },
    );
  };
}
