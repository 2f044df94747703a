import { adminOptions, adminUsage } from '../admin/arguments.ts';
import { invalidArguments, parseCommandLine } from '../command-line.ts';

export const usage = `Usage: freshet repartition --partitions N --into NAME

Goes over to N partitions of the keyed topics while everything runs: makes a namespace with a copy of
the events under the new count, computes all state from it, and swaps it in when it has caught up.
The one before stays fed; "freshet namespaces swap" goes back to it, "freshet namespaces drop" ends it.
The same command again goes on where it was.

  --partitions N  1 to 4096
  --into NAME     a name that no namespace ever had: a-z, 0-9 and -, at most 32
${adminUsage}`;

export interface RepartitionArguments {
  readonly partitions: number;
  readonly into: string;
  readonly url: string;
  readonly json: boolean;
}

/**
 * The command line; undefined where the usage was asked for.
 * @throws FreshetError CONFIG_INVALID.
 */
export function parseRepartitionArguments(args: string[]): RepartitionArguments | undefined {
  const { values, positionals } = parseCommandLine(
    args,
    { ...adminOptions, partitions: { type: 'string' }, into: { type: 'string' } },
    usage,
  );
  const { help, url, json, partitions = '', into } = values;
  if (help) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(partitions) || positionals.length > 0) {
    throw invalidArguments(`--partitions must be a whole number, got "${partitions}"`, usage);
  }
  if (into === undefined) throw invalidArguments('--into NAME is missing', usage);
  return { partitions: Number(partitions), into, url, json };
}
