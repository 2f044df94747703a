import { existsSync, statfsSync } from 'node:fs';

/** A file system in memory, on Linux. */
const MEMORY = '/dev/shm';
/** A whole run holds far less at once; where memory is this large, that is not missed. */
const BYTES_MIN = 8 * 1024 ** 3;

/**
 * Lets tests write what they remove again into memory, where there is room. They kill processes, never
 * the machine, so that waiting for a disk shows nothing and is half of what many of them do. A TMPDIR
 * that is set stays.
 */
export function keepTemporaryFilesInMemory(): void {
  if (process.env['TMPDIR'] === undefined && hasRoom()) process.env['TMPDIR'] = MEMORY;
}

function hasRoom(): boolean {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= BYTES_MIN;
}
