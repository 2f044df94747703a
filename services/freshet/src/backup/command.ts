import { createAdminClient } from '../admin/client.ts';
import { instanceConfig } from '../admin/config.ts';
import { interruptible } from '../interruption.ts';
import { parseBackupArguments, usage } from './arguments.ts';
import { backUp } from './back-up.ts';

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
