import { mkdirSync } from 'node:fs';
import { open, type RootDatabase } from 'lmdb';
import { requireKnownFormat } from './file-format.ts';
import { claim } from './owner.ts';

/** Address space for the map, not disk: the file grows with what is in it. */
export const MAP_BYTES = 256 * 1024 ** 3;
/** Named databases of the log and the store together. */
export const DATABASES_MAX = 32;

/**
 * Opens the one LMDB environment in which a process keeps its log and its store, creating the
 * folder if there is none. A commit is visible, and survives the end of the process, before it is on
 * disk; `environment.flushed` is the point from which it survives the machine as well. Commits reach
 * the disk in their order, so what lies there after a crash is the state of one past moment: a fence
 * never outruns the records that it says were applied.
 * Closing it gives the folder to other processes; so does the end of this one, however it ends.
 * @throws FreshetError DATA_DIR_UNREADABLE when what lies there cannot be opened, DATA_DIR_IN_USE when
 * another living process has it open.
 */
export function openEnvironment(dir: string): RootDatabase<Buffer> {
  mkdirSync(dir, { recursive: true });
  requireKnownFormat(dir);
  const environment = open<Buffer>({
    path: dir,
    // Otherwise a folder with a dot in its name is taken for a file.
    noSubdir: false,
    encoding: 'binary',
    mapSize: MAP_BYTES,
    maxDbs: DATABASES_MAX,
    // Flushes outside the write lock, so that commits go on while the disk works.
    overlappingSync: true,
    // With it, a failed commit also rejects a promise that lmdb-js keeps to itself, which would end
    // the process; writes that belong together go through `batch` and transactions.
    eventTurnBatching: false,
  });
  const close = environment.close.bind(environment);
  try {
    const release = claim(environment, dir);
    environment.close = async () => {
      release();
      await close();
    };
  } catch (error) {
    void close();
    throw error;
  }
  return environment;
}

/**
 * Opens an environment to look at it, beside whoever has it open; claims and changes nothing. Ask
 * `formatVersion` before: on a file that LMDB refuses, lmdb-js 3.5.6 ends the process.
 */
export function openToRead(dir: string): RootDatabase<Buffer> {
  return open<Buffer>({
    path: dir,
    noSubdir: false,
    encoding: 'binary',
    mapSize: MAP_BYTES,
    maxDbs: DATABASES_MAX,
    readOnly: true,
  });
}
