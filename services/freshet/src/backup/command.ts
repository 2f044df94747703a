import { setTimeout as delay } from 'node:timers/promises';
import { FreshetError } from '@freshet/runtime';
import { type AdminClient, createAdminClient } from '../admin/client.ts';
import { instanceConfig } from '../admin/config.ts';
import { interruptible } from '../interruption.ts';
import { showProgress } from '../progress.ts';
import { parseBackupArguments, usage } from './arguments.ts';
import type { BackupProgress } from './progress.ts';

const PATH = '/v1/admin/backups';
const POLL_MS = 200;

/** `freshet backup FOLDER`. */
export async function backupCommand(args: string[]): Promise<void> {
  const options = parseBackupArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const { folder, url, json } = options;
  await interruptible(async (signal) => {
    const done = await backUp(
      folder,
      createAdminClient(url, instanceConfig(process.env).FRESHET_KEY),
      signal,
    );
    const { path, bytes } = done;
    process.stdout.write(
      json ? `${JSON.stringify({ path, bytes })}\n` : `${path} is backed up, ${bytes} bytes\n`,
    );
  }, 'Interrupted; the instance goes on with the back-up.\n');
}

/** Begins a back-up and shows how far it is until it is done. */
async function backUp(
  path: string,
  client: AdminClient,
  signal: AbortSignal,
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
