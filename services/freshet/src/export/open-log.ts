import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { FreshetError, type Logger } from '@freshet/runtime';
import type { Erasures, Log } from '@freshet/stream';
import { createAdminClient } from '../admin/client.ts';
import { backUp } from '../backup/back-up.ts';
import { openDeploymentLog } from '../deployment-log/main.ts';
import type { ExportArguments } from './arguments.ts';
import type { ExportConfig } from './config.ts';

interface OpenLog {
  readonly log: Log;
  readonly erasures: Erasures;
  close(): Promise<void>;
}

/**
 * The log of the deployment; of an instance that runs, a back-up that it writes for this beside the files,
 * which goes when it is closed. Close it.
 * @throws FreshetError CONFIG_INVALID, LOG_UNREACHABLE, ADMIN_REFUSED, BACKUP_FAILED.
 */
export async function openExportedLog(
  config: ExportConfig,
  { url, folder, what }: Pick<ExportArguments, 'url' | 'folder' | 'what'>,
  logger: Logger,
): Promise<OpenLog> {
  const options = { clientId: 'freshet-export', logger };
  try {
    const { log, erasures } = await openDeploymentLog(config, options);
    return { log, erasures, close: () => log.close() };
  } catch (error) {
    if (!(error instanceof FreshetError) || error.code !== 'DATA_DIR_IN_USE') throw error;
  }
  const copy = join(resolve(folder), `.log-for-${what}`);
  const remove = () => rm(copy, { recursive: true, force: true });
  try {
    await mkdir(folder, { recursive: true });
    // Of an export that was killed.
    await remove();
    // Not cut short by Ctrl-C: the instance would go on, and nobody remove what it writes.
    await backUp(copy, createAdminClient(url, config.FRESHET_KEY));
    const { log, erasures } = await openDeploymentLog({ ...config, DATA_DIR: copy }, options);
    const close = async () => {
      await log.close();
      await remove();
    };
    return { log, erasures, close };
  } catch (error) {
    await remove();
    if (!(error instanceof FreshetError) || error.code !== 'ADMIN_REFUSED') throw error;
    const message = `An instance has the data open and is asked for a back-up of them: ${error.message}`;
    throw new FreshetError('ADMIN_REFUSED', message, { cause: error });
  }
}
