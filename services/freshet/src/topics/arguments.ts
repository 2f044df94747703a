import { adminOptions, adminUsage } from '../admin/arguments.ts';
import { invalidArguments, parseCommandLine } from '../command-line.ts';

export const usage = `Usage: freshet topics list [options]
       freshet topics retention TOPIC [--time T] [--size S] [options]

list        partitions, records and retention of every topic
retention   changes how long a topic is kept, without a restart

  --time T        90s, 30m, 12h, 7d, or unbounded
  --size S        of each partition: 500MB, 20GB, 4GiB, or unbounded
${adminUsage}`;

/** −1: unbounded. */
export interface RetentionChange {
  readonly ms?: number;
  readonly bytes?: number;
}

export type TopicArguments = { readonly url: string; readonly json: boolean } & (
  | { readonly action: 'list' }
  | { readonly action: 'retention'; readonly topic: string; readonly change: RetentionChange }
);

const timeUnits = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const sizeUnits = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/**
 * The command line; undefined where the usage was asked for.
 * @throws FreshetError CONFIG_INVALID.
 */
export function parseTopicArguments(args: string[]): TopicArguments | undefined {
  const text = { type: 'string' } as const;
  const options = { ...adminOptions, time: text, size: text };
  const { values, positionals } = parseCommandLine(args, options, usage);
  if (values.help) return undefined;
  const { url, json, time, size } = values;
  const [action, topic, ...others] = positionals;
  const isChange = time !== undefined || size !== undefined;
  if (action === 'list' && topic === undefined && !isChange) return { action, url, json };
  if (action !== 'retention') throw invalid('say list, or retention TOPIC with --time or --size');
  if (topic === undefined || others.length > 0) throw invalid('retention takes one TOPIC');
  if (!isChange) throw invalid('retention takes --time, --size, or both');
  const change = {
    ...(time !== undefined && { ms: amount('time', time, timeUnits) }),
    ...(size !== undefined && { bytes: amount('size', size, sizeUnits) }),
  };
  return { action, url, json, topic, change };
}

function amount(name: string, text: string, units: Readonly<Record<string, number>>): number {
  if (text === 'unbounded') return -1;
  const [, digits = '', unit = ''] = /^(\d{1,12})([a-zA-Z]+)$/.exec(text) ?? [];
  const value = Number(digits) * (units[unit] ?? Number.NaN);
  if (value >= 1 && Number.isSafeInteger(value)) return value;
  const known = Object.keys(units).join(', ');
  throw invalid(`--${name} must be unbounded, or a number with one of ${known}; got "${text}"`);
}

const invalid = (what: string) => invalidArguments(what, usage);
