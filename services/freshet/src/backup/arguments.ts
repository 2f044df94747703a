import { resolve } from 'node:path';
import { adminOptions, adminUsage } from '../admin/arguments.ts';
import { invalidArguments, parseCommandLine } from '../command-line.ts';

export const usage = `Usage: freshet backup FOLDER [options]

Writes all data of a running embedded instance into a new folder, as of one moment, while it goes on.
What was answered for before the command began is in it. FOLDER is on the machine of the instance,
which writes it; it must not be there yet.

${adminUsage}`;

export interface BackupArguments {
  /** Absolute. */
  readonly folder: string;
  readonly url: string;
  readonly json: boolean;
}

/**
 * The command line; undefined where the usage was asked for.
 * @throws FreshetError CONFIG_INVALID.
 */
export function parseBackupArguments(args: string[]): BackupArguments | undefined {
  const { values, positionals } = parseCommandLine(args, adminOptions, usage);
  const { help, url, json } = values;
  if (help) return undefined;
  const [folder = '', ...others] = positionals;
  if (folder === '' || others.length > 0) throw invalidArguments('backup takes one FOLDER', usage);
  return { folder: resolve(folder), url, json };
}
