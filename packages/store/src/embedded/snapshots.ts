import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RootDatabase } from 'lmdb';
import { openEnvironment } from './environment.ts';
import { FORMAT_VERSION } from './file-format.ts';

/** Copies of an environment that goes on being written to. */
export interface Snapshots {
  /** Version of the format that copies have. */
  readonly format: number;
  /** Bytes that a copy takes at most, as things stand. */
  bytesMax(): number;
  /**
   * Writes a copy into an empty folder: log, store and fences as one commit left them, nobody's, and
   * without the pages of what was deleted. Until it is done, the environment grows instead of using
   * such pages again. What it has written is not flushed.
   * @throws Error of the file system; the folder may then hold a part of it.
   */
  copyTo(dir: string): Promise<void>;
}

export function createSnapshots(environment: RootDatabase<Buffer>): Snapshots {
  return {
    format: FORMAT_VERSION,
    bytesMax() {
      const { lastPageNumber, pageSize } = environment.getStats() as Sizes;
      return (lastPageNumber + 1) * pageSize;
    },
    async copyTo(dir) {
      await environment.backup(dir, true);
      await disown(dir);
    },
  };
}

interface Sizes {
  readonly lastPageNumber: number;
  readonly pageSize: number;
}

/** The copy names this process as its owner, which keeps others out for as long as it lives. */
async function disown(dir: string): Promise<void> {
  await openEnvironment(dir).close();
  await rm(join(dir, 'lock.mdb'), { force: true });
}
