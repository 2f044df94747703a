import { FORMAT_VERSION, formatVersion, openToRead, ownerOf } from '@freshet/store/embedded';
import { inspectEnvironment } from '@freshet/stream/embedded';
import type { FolderReading } from './folder-reader.ts';

/** The process in which a data directory is read; tells its parent what it found. */
process.send?.(read(process.argv[2]!), () => process.exit(0));

function read(dir: string): FolderReading {
  try {
    const version = formatVersion(dir);
    if (version === undefined) return { failure: 'its file is none of LMDB' };
    if (version !== FORMAT_VERSION) return { otherVersion: version, known: FORMAT_VERSION };
    const environment = openToRead(dir);
    return { owner: ownerOf(environment), folder: inspectEnvironment(environment) };
  } catch (error) {
    return { failure: (error as Error).message };
  }
}
