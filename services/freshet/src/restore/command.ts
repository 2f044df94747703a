import { resolve } from 'node:path';
import { invalidArguments, parseOptions } from '../command-line.ts';
import { showProgress } from '../progress.ts';
import { restoreConfig } from './config.ts';
import { lmdbFormat } from './main.ts';
import { bytesOf, planRestore, restore } from './restore.ts';

const usage = `Usage: DATA_DIR=FOLDER freshet restore BACKUP

Brings a back-up of the embedded form back into DATA_DIR, which must be empty or not there.
`;

/** `freshet restore BACKUP`. */
export async function restoreCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseOptions(args, {}, usage);
  if (values.help) return void process.stdout.write(usage);
  const [backup, ...others] = positionals;
  if (backup === undefined || others.length > 0) {
    throw invalidArguments('restore takes one BACKUP', usage);
  }
  const { DATA_DIR } = restoreConfig(process.env);
  const options = { from: resolve(backup), into: resolve(DATA_DIR), lmdbFormat };
  const manifest = await planRestore(options);
  let bytes = 0;
  const progress = showProgress({
    total: bytesOf(manifest),
    done: () => bytes,
    note: () => `${Math.round(bytes / 1e6)} MB`,
  });
  try {
    await restore(manifest, { ...options, copied: (more) => void (bytes += more) });
  } finally {
    progress.stop();
  }
  const when = new Date(manifest.createdAt).toISOString();
  const settings = Object.entries(manifest.settings).map(([name, value]) => `${name}=${value}`);
  process.stdout.write(
    `${DATA_DIR} is as it was at ${when}, ${bytes} bytes; it was written with ${settings.join(' ')}\n`,
  );
}
