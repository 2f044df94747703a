import { type Judgement, ok, problem, warning } from '../finding.ts';
import type { FolderFacts } from './folder.ts';

const MIB = 1024 * 1024;

export interface DiskNeed {
  /** The setting that names the folder. */
  readonly setting: 'DATA_DIR' | 'JOURNAL_DIR';
  /** Below so many free bytes nothing is taken any more. */
  readonly reserveBytes: number;
  /** Free bytes below which somebody should make room. */
  readonly wantedBytes: number;
}

/** Whether the folder can be written to, and has room. */
export function judgeDisk(folder: FolderFacts, need: DiskNeed): Judgement {
  const { path, nearest, isFolder, unwritable, freeBytes } = folder;
  const { setting, reserveBytes, wantedBytes } = need;
  if (!isFolder) {
    return problem(
      `${setting} ${path} cannot be a folder: ${nearest} is a file.`,
      `Set ${setting} to a folder, or move the file away: mv ${nearest} ${nearest}.old`,
    );
  }
  if (unwritable !== undefined) {
    return problem(
      `${setting} ${path} cannot be written to (${nearest}: ${unwritable}).`,
      unwritable === 'EROFS'
        ? `Mount its disk writable, or set ${setting} to a folder on another one.`
        : `Give it to the user that Freshet runs as: chown -R USER ${nearest}`,
    );
  }
  const free = `${setting} ${path}: ${Math.floor(freeBytes / MIB)} MiB free`;
  const room = `Make room on the disk of ${nearest}, or set ${setting} to a folder on a larger one.`;
  if (freeBytes < reserveBytes) {
    return problem(`${free}; below ${reserveBytes / MIB} MiB events are refused (503).`, room);
  }
  if (freeBytes < wantedBytes) {
    return warning(`${free}, less than ${Math.ceil(wantedBytes / MIB)} MiB.`, room);
  }
  return ok(free);
}
