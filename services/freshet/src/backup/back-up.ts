import { setTimeout as delay } from 'node:timers/promises';
import { FreshetError } from '@freshet/runtime';
import type { AdminClient } from '../admin/client.ts';
import { showProgress } from '../progress.ts';
import type { BackupProgress } from './progress.ts';

const PATH = '/v1/admin/backups';
const POLL_MS = 200;

/**
 * Has a running instance write a back-up, and shows how far it is until it is done.
 * @throws FreshetError ADMIN_REFUSED, BACKUP_FAILED; the signal's reason, while the instance goes on.
 */
export async function backUp(
  path: string,
  client: AdminClient,
  signal?: AbortSignal,
): Promise<BackupProgress> {
  let progress: BackupProgress = await client.send('POST', PATH, { path });
  const shown = showProgress({
    total: progress.bytesMax,
    done: () => progress.bytes,
    note: () => `${Math.round(progress.bytes / 1e6)} MB`,
  });
  try {
    while (progress.status === 'running') {
      await delay(POLL_MS, undefined, { signal });
      progress = await client.get(PATH);
    }
  } finally {
    shown.stop();
  }
  if (progress.status === 'done') return progress;
  throw new FreshetError('BACKUP_FAILED', progress.message ?? `${path} was not written.`);
}
