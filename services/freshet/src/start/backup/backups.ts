import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FreshetError, type Logger } from '@freshet/runtime';
import { DATA_FILE } from '@freshet/store/embedded';
import type { BackupProgress } from '../../backup/progress.ts';
import { type BackupOptions, checkTarget, makeBackup, partialOf } from './make-backup.ts';

/** The back-ups of this instance, one at a time. */
export interface Backups {
  /** Begins one. @throws FreshetError BACKUP_REFUSED. */
  begin(path: string): Promise<BackupProgress>;
  /** How far the newest one is; undefined before the first. */
  progress(): Promise<BackupProgress | undefined>;
  /** Resolves once none is under way. */
  close(): Promise<void>;
}

export function createBackups(options: BackupOptions & { readonly logger: Logger }): Backups {
  const { snapshots, logger } = options;
  let newest: BackupProgress | undefined;
  let underWay = Promise.resolve();

  async function run(begun: BackupProgress): Promise<void> {
    try {
      const { files } = await makeBackup(begun.path, options);
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      newest = { ...begun, status: 'done', bytes, bytesMax: bytes };
      logger.info({ path: begun.path, bytes }, 'backed up');
    } catch (err) {
      logger.error({ err }, 'a back-up failed');
      newest = { ...begun, status: 'failed', message: (err as Error).message };
    }
  }
  return {
    async begin(path) {
      if (newest?.status === 'running') {
        const what = `There is no back-up: the one to ${newest.path} is under way; wait for it.`;
        throw new FreshetError('BACKUP_REFUSED', what);
      }
      const before = newest;
      newest = { path, status: 'running', bytes: 0, bytesMax: snapshots.bytesMax() };
      try {
        await checkTarget(path, options);
      } catch (error) {
        newest = before;
        throw error;
      }
      underWay = run(newest);
      return newest;
    },
    async progress() {
      if (newest?.status !== 'running') return newest;
      const file = await stat(join(partialOf(newest.path), DATA_FILE)).catch(() => undefined);
      return newest.status === 'running' ? { ...newest, bytes: file?.size ?? 0 } : newest;
    },
    close: () => underWay,
  };
}
