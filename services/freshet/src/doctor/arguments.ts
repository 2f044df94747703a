import { parseOptions, invalidArguments, wholeNumber } from '../command-line.ts';

/** Records that a group may be behind unless `--lag-max` says otherwise. */
const LAG_MAX = 100_000;

export const usage = `Usage: freshet doctor [options]

Looks at what a deployment needs, by the settings of its services (see .env.example): the embedded
form in DATA_DIR, or Kafka and Redis where KAFKA_BROKERS or REDIS_URL is set. Says what is wrong and
what mends it, and changes nothing. Exit code 0: no problem; 1: a problem; 2: these arguments.

  --lag-max N     records that a consumer group may be behind (default ${LAG_MAX})
  --json          one JSON object a line on standard output
`;

export interface DoctorArguments {
  readonly lagMax: number;
  readonly json: boolean;
}

/**
 * The command line; undefined where the usage was asked for.
 * @throws FreshetError CONFIG_INVALID.
 */
export function parseDoctorArguments(args: string[]): DoctorArguments | undefined {
  const options = {
    json: { type: 'boolean', default: false },
    'lag-max': { type: 'string' },
  } as const;
  const { values, positionals } = parseOptions(args, options, usage);
  if (values.help) return undefined;
  if (positionals.length > 0) {
    throw invalidArguments(`doctor takes no "${positionals[0]}"`, usage);
  }
  const lagMax = wholeNumber('lag-max', values['lag-max'], { min: 0, usage }) ?? LAG_MAX;
  return { lagMax, json: values.json };
}
